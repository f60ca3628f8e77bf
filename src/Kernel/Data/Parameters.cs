using Npgsql;
using NpgsqlTypes;

namespace LienThong.Kernel.Data;

/// <summary>Turns arguments into driver parameters; the only place that knows how house types are stored.</summary>
static class Parameters
{
    public static void Add(NpgsqlParameterCollection parameters, object?[] args)
    {
        foreach (var arg in args) parameters.Add(Of(arg));
    }

    private static NpgsqlParameter Of(object? arg) => arg switch
    {
        null => new NpgsqlParameter { Value = DBNull.Value },
        string text => new NpgsqlParameter<string> { TypedValue = text },
        Guid id => new NpgsqlParameter<Guid> { TypedValue = id },
        int number => new NpgsqlParameter<int> { TypedValue = number },
        long number => new NpgsqlParameter<long> { TypedValue = number },
        Json json => new NpgsqlParameter { Value = json.Content, NpgsqlDbType = NpgsqlDbType.Jsonb },
        IDbValue value => new NpgsqlParameter { Value = value.DbValue },
        Enum word => throw new ArgumentException($"Store {word.GetType().Name} as text: pass a word, not an enum."),
        _ => new NpgsqlParameter { Value = arg },
    };
}
