#include "ui/sqlkeywords.h"

#include <algorithm>
#include <array>
#include <span>
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

// https://www.postgresql.org/docs/15/sql-keywords-appendix.html and the names of the types, without the
// words that are rather names of columns: "name", "data", "value".
constexpr auto kPostgreSqlKeywords = std::to_array<std::string_view>({"abort", "access", "action", "add",
    "after", "all", "also", "alter", "always", "analyse", "analyze", "and", "any", "array", "as", "asc",
    "asensitive", "assertion", "assignment", "asymmetric", "at", "atomic", "attach", "authorization",
    "before", "begin", "between", "bigint", "bigserial", "binary", "bit", "bool", "boolean", "both", "bpchar",
    "breadth", "by", "bytea", "call", "called", "cascade", "cascaded", "case", "cast", "char", "character",
    "check", "checkpoint", "cidr", "close", "cluster", "coalesce", "collate", "collation", "column",
    "columns", "commit", "committed", "compression", "concurrently", "conflict", "constraint", "constraints",
    "continue", "conversion", "copy", "create", "cross", "cube", "current", "current_catalog", "current_date",
    "current_role", "current_schema", "current_time", "current_timestamp", "current_user", "cursor", "cycle",
    "database", "date", "datemultirange", "daterange", "deallocate", "dec", "decimal", "declare", "default",
    "defaults", "deferrable", "deferred", "definer", "delete", "delimiter", "delimiters", "depends", "desc",
    "detach", "disable", "discard", "distinct", "do", "domain", "double", "drop", "each", "else", "enable",
    "encrypted", "end", "enum", "escape", "except", "exclude", "excluding", "exclusive", "execute", "exists",
    "explain", "extension", "external", "extract", "false", "fetch", "filter", "first", "float", "float4",
    "float8", "following", "for", "force", "foreign", "forward", "freeze", "from", "full", "function",
    "functions", "generated", "global", "grant", "granted", "greatest", "group", "grouping", "groups",
    "handler", "having", "identity", "if", "ilike", "immediate", "immutable", "implicit", "in", "including",
    "index", "inet", "inherits", "initially", "inner", "inout", "insensitive", "insert", "instead", "int",
    "int2", "int4", "int4multirange", "int4range", "int8", "int8multirange", "int8range", "integer",
    "intersect", "interval", "into", "is", "isnull", "isolation", "join", "json", "jsonb", "jsonpath", "key",
    "language", "last", "lateral", "leading", "leakproof", "least", "left", "like", "limit", "listen", "load",
    "local", "localtime", "localtimestamp", "lock", "macaddr", "macaddr8", "match", "matched", "materialized",
    "maxvalue", "merge", "minvalue", "money", "national", "natural", "nchar", "next", "no", "none",
    "normalize", "normalized", "not", "nothing", "notify", "notnull", "nowait", "null", "nullif", "nulls",
    "numeric", "nummultirange", "numrange", "of", "off", "offset", "oid", "on", "only", "operator", "or",
    "order", "ordinality", "out", "outer", "over", "overlaps", "overlay", "overriding", "owned", "parallel",
    "partial", "partition", "pg_lsn", "pg_snapshot", "placing", "policy", "position", "preceding",
    "precision", "prepare", "prepared", "preserve", "primary", "privileges", "procedural", "procedure",
    "procedures", "publication", "range", "read", "real", "reassign", "recheck", "recursive", "refcursor",
    "references", "referencing", "refresh", "regclass", "regcollation", "regconfig", "regdictionary",
    "regnamespace", "regoper", "regoperator", "regproc", "regprocedure", "regrole", "regtype", "reindex",
    "release", "rename", "repeatable", "replace", "reset", "restart", "restrict", "return", "returning",
    "returns", "revoke", "right", "role", "rollback", "rollup", "routine", "routines", "row", "rows", "rule",
    "savepoint", "schema", "schemas", "security", "select", "sequence", "sequences", "serial", "serial2",
    "serial4", "serial8", "serializable", "session_user", "set", "setof", "sets", "share", "show", "similar",
    "skip", "smallint", "smallserial", "some", "sql", "start", "statistics", "stored", "strict",
    "subscription", "substring", "symmetric", "table", "tables", "tablesample", "tablespace", "temp",
    "temporary", "text", "then", "ties", "time", "timestamp", "timestamptz", "timetz", "to", "trailing",
    "transaction", "transform", "treat", "trigger", "trim", "true", "truncate", "tsmultirange", "tsquery",
    "tsrange", "tstzmultirange", "tstzrange", "tsvector", "type", "unbounded", "uncommitted", "unencrypted",
    "union", "unique", "unlisten", "unlogged", "until", "update", "user", "using", "uuid", "vacuum",
    "validate", "values", "varbit", "varchar", "variadic", "varying", "verbose", "view", "volatile", "when",
    "where", "window", "with", "within", "without", "work", "write", "xid8", "xml", "xmlattributes",
    "xmlconcat", "xmlelement", "xmlexists", "xmlforest", "xmlnamespaces", "xmlparse", "xmlpi", "xmlroot",
    "xmlserialize", "xmltable", "yes", "zone"});
static_assert(std::is_sorted(kPostgreSqlKeywords.begin(), kPostgreSqlKeywords.end()));

constexpr size_t longest(std::span<const std::string_view> words)
{
    return std::max_element(words.begin(), words.end(), [](auto a, auto b) {
        return a.size() < b.size();
    })->size();
}

constexpr size_t kLongestKeyword = std::max(longest(kKeywords), longest(kPostgreSqlKeywords));

constexpr char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
}

} // namespace

bool isSqlKeyword(QByteArrayView word, SqlDialect dialect)
{
    std::array<char, kLongestKeyword> buffer{};
    if (size_t(word.size()) > buffer.size())
        return false;
    std::transform(word.begin(), word.end(), buffer.begin(), lower);
    const std::span<const std::string_view> words = dialect == SqlDialect::PostgreSql
        ? std::span<const std::string_view>(kPostgreSqlKeywords)
        : std::span<const std::string_view>(kKeywords);
    return std::binary_search(
        words.begin(), words.end(), std::string_view(buffer.data(), size_t(word.size())));
}

} // namespace larder
