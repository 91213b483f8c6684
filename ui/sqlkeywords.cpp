#include "ui/sqlkeywords.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace larder {

namespace {

constexpr auto kKeywords = std::to_array<std::string_view>({"abort", "action", "add", "after", "all", "alter",
    "analyze", "and", "any", "array", "as", "asc", "attach", "autoincrement", "before", "begin", "between",
    "bigint", "binary", "bit", "blob", "boolean", "by", "call", "cascade", "case", "cast", "char",
    "character", "check", "clob", "collate", "column", "commit", "concurrently", "conflict", "constraint",
    "create", "cross", "cube", "current", "current_date", "current_time", "current_timestamp", "current_user",
    "cursor", "database", "date", "datetime", "deallocate", "decimal", "declare", "default", "deferrable",
    "deferred", "delete", "delimiter", "desc", "describe", "detach", "distinct", "do", "double", "drop",
    "each", "else", "elseif", "end", "escape", "except", "exclude", "exclusive", "exec", "execute", "exists",
    "explain", "extension", "fail", "false", "fetch", "filter", "first", "float", "following", "for",
    "foreign", "from", "full", "function", "generated", "glob", "go", "grant", "group", "grouping", "groups",
    "handler", "having", "if", "ignore", "ilike", "immediate", "immutable", "in", "index", "indexed",
    "initially", "inner", "inout", "insert", "instead", "int", "integer", "intersect", "interval", "into",
    "is", "isnull", "join", "json", "jsonb", "key", "language", "last", "lateral", "leading", "left", "like",
    "limit", "lock", "loop", "match", "materialized", "merge", "modify", "natural", "next", "no", "not",
    "nothing", "notnull", "null", "nulls", "numeric", "of", "off", "offset", "on", "only", "or", "order",
    "out", "outer", "over", "overlaps", "partition", "plan", "pragma", "preceding", "precision", "primary",
    "print", "procedure", "raise", "range", "real", "recursive", "references", "regexp", "reindex", "release",
    "rename", "repeat", "replace", "restrict", "return", "returning", "returns", "revoke", "right", "rlike",
    "role", "rollback", "rollup", "row", "rows", "savepoint", "schema", "select", "sequence", "serial", "set",
    "sets", "show", "similar", "smallint", "some", "start", "stored", "strict", "table", "tablesample",
    "temp", "temporary", "text", "then", "ties", "time", "timestamp", "timestamptz", "tinyint", "to", "top",
    "trailing", "transaction", "trigger", "true", "truncate", "type", "unbounded", "union", "unique",
    "unlock", "unnest", "unsigned", "until", "update", "upsert", "use", "using", "uuid", "vacuum", "values",
    "varchar", "varying", "verbose", "view", "virtual", "when", "where", "while", "window", "with", "within",
    "without", "work", "xor", "zone"});
static_assert(std::is_sorted(kKeywords.begin(), kKeywords.end()));

constexpr size_t kLongestKeyword = std::max_element(
    kKeywords.begin(), kKeywords.end(), [](auto a, auto b) { return a.size() < b.size(); }) -> size();

constexpr char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
}

} // namespace

bool isSqlKeyword(QByteArrayView word)
{
    std::array<char, kLongestKeyword> buffer{};
    if (size_t(word.size()) > buffer.size())
        return false;
    std::transform(word.begin(), word.end(), buffer.begin(), lower);
    return std::binary_search(
        kKeywords.begin(), kKeywords.end(), std::string_view(buffer.data(), size_t(word.size())));
}

} // namespace larder
