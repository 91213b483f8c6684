#include "cache/sql/sqlfunctions.h"

#include "cache/sql/sqlwords.h"

#include <QByteArray>
#include <QHash>

namespace larder {

namespace {

// Names separated by blanks. "name/2": deterministic with at least two arguments, else volatile.

constexpr char kStandard[] = "abs ceil ceiling floor round sqrt mod power exp ln sign lower upper trim ltrim "
                             "rtrim length char_length "
                             "character_length octet_length substring substr position replace concat "
                             "coalesce nullif greatest least cast "
                             "extract count sum avg min max row_number rank dense_rank percent_rank "
                             "cume_dist ntile lag lead first_value "
                             "last_value nth_value left right";

constexpr char kSqlite[]
    = "char concat_ws format glob hex ifnull if iif instr like likelihood likely printf quote soundex "
      "sqlite_offset "
      "typeof unhex unicode unistr unistr_quote unlikely zeroblob acos acosh asin asinh atan atan2 atanh cos "
      "cosh "
      "degrees log log10 log2 pi pow radians sin sinh tan tanh trunc total group_concat string_agg median "
      "percentile "
      "percentile_cont percentile_disc json json_array json_array_length json_error_position json_extract "
      "json_insert "
      "json_object json_patch json_pretty json_quote json_remove json_replace json_set json_type json_valid "
      "json_group_array json_group_object json_each json_tree jsonb jsonb_array jsonb_extract jsonb_insert "
      "jsonb_object jsonb_patch jsonb_remove jsonb_replace jsonb_set jsonb_group_array jsonb_group_object "
      "generate_series";
constexpr const char* kNotInSqlite[]
    = {"char_length", "character_length", "position", "extract", "greatest", "least", "left", "right"};
constexpr char kSqliteClock[] = "date time datetime julianday unixepoch strftime timediff";
constexpr char kSqliteVolatile[]
    = "random randomblob changes total_changes last_insert_rowid sqlite_version sqlite_source_id "
      "sqlite_compileoption_get sqlite_compileoption_used bm25 highlight snippet matchinfo offsets "
      "current_date "
      "current_time current_timestamp";
constexpr char kSqliteEffect[] = "load_extension fts3_tokenizer edit writefile";

constexpr char kPostgreSql[]
    = "acos acosd acosh asin asind asinh atan atan2 atan2d atand atanh cbrt cos cosd cosh cot cotd degrees "
      "div erf "
      "erfc factorial gcd lcm log log10 min_scale pi pow radians scale sin sind sinh tan tand tanh "
      "trim_scale trunc "
      "width_bucket ascii bit_count bit_length btrim chr concat_ws convert convert_from convert_to decode "
      "encode "
      "format get_bit get_byte initcap lpad md5 normalize overlay parse_ident quote_ident quote_literal "
      "quote_nullable regexp_count regexp_instr regexp_like regexp_match regexp_matches regexp_replace "
      "regexp_split_to_array regexp_split_to_table regexp_substr repeat reverse rpad set_bit set_byte sha224 "
      "sha256 "
      "sha384 sha512 split_part starts_with string_to_array string_to_table strpos to_ascii to_hex translate "
      "unistr "
      "age/2 date date_add date_bin date_part date_subtract date_trunc isfinite justify_days justify_hours "
      "justify_interval make_date make_interval make_time make_timestamp make_timestamptz overlaps timezone "
      "to_char "
      "to_date to_number to_timestamp interval text int2 int4 int8 float4 float8 numeric decimal bool "
      "varchar char "
      "character bpchar bit timestamp timestamptz time timetz num_nonnulls num_nulls array_agg array_append "
      "array_cat array_dims array_fill array_length array_lower array_ndims array_position array_positions "
      "array_prepend array_remove array_replace array_to_json array_to_string array_upper cardinality "
      "trim_array "
      "unnest any_value bit_and bit_or bit_xor bool_and bool_or corr covar_pop covar_samp every grouping "
      "json_agg "
      "json_object_agg jsonb_agg jsonb_object_agg mode percentile_cont percentile_disc range_agg "
      "range_intersect_agg regr_avgx regr_avgy regr_count regr_intercept regr_r2 regr_slope regr_sxx "
      "regr_sxy "
      "regr_syy stddev stddev_pop stddev_samp string_agg var_pop var_samp variance xmlagg to_json to_jsonb "
      "row_to_json json_build_array json_build_object jsonb_build_array jsonb_build_object json_object "
      "jsonb_object "
      "json_array_elements json_array_elements_text jsonb_array_elements jsonb_array_elements_text "
      "json_array_length jsonb_array_length json_each json_each_text jsonb_each jsonb_each_text "
      "json_extract_path "
      "json_extract_path_text jsonb_extract_path jsonb_extract_path_text json_object_keys jsonb_object_keys "
      "json_populate_record json_populate_recordset jsonb_populate_record jsonb_populate_recordset "
      "json_to_record "
      "json_to_recordset jsonb_to_record jsonb_to_recordset json_strip_nulls jsonb_strip_nulls jsonb_set "
      "jsonb_set_lax jsonb_insert jsonb_path_exists jsonb_path_match jsonb_path_query jsonb_path_query_array "
      "jsonb_path_query_first jsonb_pretty json_typeof jsonb_typeof isempty lower_inc upper_inc lower_inf "
      "upper_inf "
      "range_merge int4range int8range numrange tsrange tstzrange daterange multirange to_tsvector/2 "
      "to_tsquery/2 "
      "plainto_tsquery/2 phraseto_tsquery/2 websearch_to_tsquery/2 setweight strip ts_rank ts_rank_cd "
      "numnode "
      "querytree tsvector_to_array array_to_tsvector tsquery_phrase ts_delete ts_filter abbrev broadcast "
      "family host "
      "hostmask inet_merge inet_same_family masklen netmask network set_masklen area center diameter height "
      "width "
      "isclosed isopen npoints path point polygon radius slope box circle line lseg generate_series "
      "generate_subscripts pg_typeof pg_size_pretty pg_size_bytes xmlelement xmlforest xmlconcat xmlcomment "
      "xpath "
      "xmlexists";
constexpr char kPostgreSqlVolatile[]
    = "random random_normal now clock_timestamp statement_timestamp transaction_timestamp timeofday "
      "current_setting "
      "gen_random_uuid uuid_generate_v1 uuid_generate_v1mc uuid_generate_v4 uuidv4 uuidv7 txid_current "
      "txid_current_if_assigned txid_current_snapshot pg_current_xact_id pg_current_xact_id_if_assigned "
      "pg_current_snapshot pg_backend_pid version inet_client_addr inet_client_port inet_server_addr "
      "inet_server_port pg_sleep pg_sleep_for pg_sleep_until currval lastval pg_is_in_recovery "
      "pg_postmaster_start_time pg_conf_load_time pg_relation_size pg_total_relation_size pg_table_size "
      "pg_indexes_size pg_database_size pg_tablespace_size pg_column_size pg_relation_filenode "
      "current_database "
      "current_schema current_schemas current_time current_timestamp localtime localtimestamp pg_get_viewdef "
      "pg_get_functiondef pg_get_indexdef pg_get_constraintdef pg_get_expr pg_get_triggerdef pg_get_ruledef "
      "pg_get_serial_sequence pg_get_userbyid pg_table_is_visible has_table_privilege has_column_privilege "
      "has_schema_privilege has_database_privilege has_function_privilege col_description obj_description "
      "shobj_description format_type to_regclass to_regtype to_regproc pg_blocking_pids pg_current_wal_lsn "
      "pg_last_wal_receive_lsn pg_last_wal_replay_lsn pg_wal_lsn_diff pg_client_encoding pg_encoding_to_char "
      "pg_my_temp_schema pg_trigger_depth pg_listening_channels";
constexpr char kPostgreSqlEffect[]
    = "set_config setseed pg_notify pg_advisory_lock pg_advisory_lock_shared pg_advisory_xact_lock "
      "pg_advisory_xact_lock_shared pg_advisory_unlock pg_advisory_unlock_all pg_advisory_unlock_shared "
      "pg_try_advisory_lock pg_try_advisory_lock_shared pg_try_advisory_xact_lock "
      "pg_try_advisory_xact_lock_shared pg_cancel_backend pg_terminate_backend pg_reload_conf "
      "pg_rotate_logfile "
      "pg_switch_wal pg_export_snapshot pg_read_file pg_read_binary_file pg_ls_dir lo_create lo_creat "
      "lo_import "
      "lo_export lo_unlink lo_from_bytea lo_put query_to_xml dblink dblink_exec";

constexpr char kMySql[]
    = "acos asin atan atan2 conv cos cot crc32 degrees log log10 log2 pi pow radians sin tan truncate ascii "
      "bin "
      "bit_count bit_length char chr concat_ws elt export_set field find_in_set format from_base64 hex "
      "insert instr "
      "lcase locate lpad make_set mid oct ord quote regexp_instr regexp_like regexp_replace regexp_substr "
      "repeat "
      "reverse rpad soundex space strcmp substring_index to_base64 to_char ucase unhex weight_string adddate "
      "addtime "
      "convert_tz date date_add date_format date_sub datediff day dayname dayofmonth dayofweek dayofyear "
      "from_days "
      "from_unixtime get_format hour last_day makedate maketime microsecond minute month monthname "
      "period_add "
      "period_diff quarter sec_to_time second str_to_date subdate subtime time time_format time_to_sec "
      "timediff "
      "timestamp timestampadd timestampdiff to_days to_seconds unix_timestamp/1 week weekday weekofyear year "
      "yearweek "
      "if ifnull interval isnull nvl nvl2 convert decimal binary bit_and bit_or bit_xor group_concat "
      "json_arrayagg "
      "json_objectagg std stddev stddev_pop stddev_samp var_pop var_samp variance any_value grouping median "
      "percentile_cont percentile_disc md5 sha sha1 sha2 compress uncompress uncompressed_length inet_aton "
      "inet_ntoa inet6_aton inet6_ntoa is_ipv4 is_ipv6 is_uuid uuid_to_bin bin_to_uuid charset coercibility "
      "collation "
      "json_array json_array_append json_array_insert json_compact json_contains json_contains_path "
      "json_depth "
      "json_detailed json_equals json_exists json_extract json_insert json_keys json_length json_loose "
      "json_merge "
      "json_merge_patch json_merge_preserve json_normalize json_object json_overlaps json_pretty json_query "
      "json_quote json_remove json_replace json_search json_set json_table json_type json_unquote json_valid "
      "json_value extractvalue updatexml values default match against row st_astext st_asgeojson "
      "st_geomfromtext st_x "
      "st_y st_distance st_contains st_within st_intersects st_area st_length point";
constexpr char kMySqlVolatile[]
    = "now sysdate curdate curtime current_date current_time current_timestamp localtime localtimestamp "
      "utc_date "
      "utc_time utc_timestamp rand uuid uuid_short uuid_v4 uuid_v7 sys_guid connection_id last_insert_id "
      "row_count "
      "found_rows user current_user session_user system_user current_role database schema version sleep "
      "benchmark "
      "is_free_lock is_used_lock load_file random_bytes encrypt password lastval aes_encrypt aes_decrypt "
      "ps_current_thread_id ps_thread_id";
constexpr char kMySqlEffect[] = "get_lock release_lock release_all_locks master_pos_wait source_pos_wait";

constexpr char kSqlServer[]
    = "acos asin atan atn2 cos cot degrees log log10 pi radians sin square tan ascii char charindex "
      "concat_ws "
      "difference len nchar patindex quotename replicate reverse soundex space str string_agg string_escape "
      "string_split stuff translate unicode convert try_cast try_convert isnull iif choose dateadd datediff "
      "datediff_big datefromparts datepart datetimefromparts datetime2fromparts day eomonth month year "
      "isnumeric "
      "json_value json_query json_modify isjson openjson count_big stdev stdevp var varp checksum "
      "checksum_agg grouping "
      "grouping_id percentile_cont percentile_disc hashbytes varchar nvarchar decimal numeric binary "
      "varbinary "
      "datetime2 time datetimeoffset float";
constexpr char kSqlServerVolatile[] = "getdate getutcdate sysdatetime sysutcdatetime sysdatetimeoffset newid "
                                      "rand scope_identity ident_current "
                                      "user_name suser_name suser_sname db_name db_id object_id object_name "
                                      "host_name app_name serverproperty "
                                      "isdate datename format parse error_message error_number";

constexpr char kGeneric[] = "listagg string_agg char_length";
constexpr char kGenericVolatile[] = "now random rand uuid current_date current_time current_timestamp "
                                    "curdate curtime getdate sysdate user database";

constexpr char kSequences[] = "nextval setval";

struct Function
{
    SqlFunctionKind kind = SqlFunctionKind::Unknown;
    int fromArguments = 0; ///< volatile with fewer
};

using Functions = QHash<QByteArray, Function>;

void add(Functions& functions, SqlFunctionKind kind, QByteArrayView names)
{
    for (const QByteArray& entry : names.toByteArray().split(' ')) {
        const QList<QByteArray> parts = entry.split('/');
        functions.insert(parts[0], {kind, parts.size() > 1 ? parts[1].toInt() : 0});
    }
}

Functions functionsOf(
    QByteArrayView deterministic, QByteArrayView notDeterministic, QByteArrayView effects, bool sequences)
{
    Functions functions;
    add(functions, SqlFunctionKind::Deterministic, kStandard);
    add(functions, SqlFunctionKind::Deterministic, deterministic);
    add(functions, SqlFunctionKind::Volatile, notDeterministic);
    if (!effects.isEmpty())
        add(functions, SqlFunctionKind::Effect, effects);
    if (sequences)
        add(functions, SqlFunctionKind::Sequence, kSequences);
    return functions;
}

const Functions& functionsOf(SqlDialect dialect)
{
    static const Functions sqlite = [] {
        Functions functions = functionsOf(kSqlite, kSqliteVolatile, kSqliteEffect, false);
        add(functions, SqlFunctionKind::Clock, kSqliteClock);
        for (const char* missing : kNotInSqlite)
            functions.remove(missing);
        return functions;
    }();
    static const Functions postgreSql
        = functionsOf(kPostgreSql, kPostgreSqlVolatile, kPostgreSqlEffect, true);
    static const Functions mySql = functionsOf(kMySql, kMySqlVolatile, kMySqlEffect, true);
    static const Functions sqlServer = functionsOf(kSqlServer, kSqlServerVolatile, {}, false);
    static const Functions generic = functionsOf(kGeneric, kGenericVolatile, {}, true);
    switch (dialect) {
    case SqlDialect::Sqlite:
        return sqlite;
    case SqlDialect::PostgreSql:
        return postgreSql;
    case SqlDialect::MySql:
        return mySql;
    case SqlDialect::SqlServer:
        return sqlServer;
    case SqlDialect::Generic:
        break;
    }
    return generic;
}

} // namespace

SqlFunctionKind sqlFunctionKind(QByteArrayView name, qsizetype arguments, SqlDialect dialect)
{
    if (dialect == SqlDialect::MySql && name == "last_insert_id" && arguments > 0)
        return SqlFunctionKind::Effect; // sets what the next call returns
    const Function function = functionsOf(dialect).value(name.toByteArray());
    return arguments < function.fromArguments ? SqlFunctionKind::Volatile : function.kind;
}

bool isVolatileKeyword(QByteArrayView name, SqlDialect dialect)
{
    if (isOneOf(name, {"CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP"}))
        return true;
    if (dialect == SqlDialect::Sqlite)
        return false;
    if (isKeyword(name, "USER"))
        return dialect != SqlDialect::MySql;
    return isOneOf(name,
        {"LOCALTIME", "LOCALTIMESTAMP", "CURRENT_USER", "SESSION_USER", "SYSTEM_USER", "CURRENT_ROLE",
            "CURRENT_CATALOG", "CURRENT_SCHEMA", "UTC_DATE", "UTC_TIME", "UTC_TIMESTAMP", "SYSDATE",
            "SYSTIMESTAMP", "SQL_CALC_FOUND_ROWS"});
}

bool isReservedBeforeParenthesis(QByteArrayView word, SqlDialect dialect)
{
    if (isOneOf(word,
            {"ALL", "AND", "AS", "BETWEEN", "BY", "CASE", "DISTINCT", "ELSE", "EXCEPT", "EXISTS", "FROM",
                "GROUP", "HAVING", "IN", "INTERSECT", "INTO", "IS", "JOIN", "LIKE", "NOT", "ON", "OR",
                "ORDER", "SELECT", "SET", "THEN", "UNION", "USING", "VALUES", "WHEN", "WHERE", "WITH"}))
        return true;
    switch (dialect) {
    case SqlDialect::Sqlite:
        return isOneOf(word, {"LIMIT", "OFFSET", "COLLATE", "RETURNING"});
    case SqlDialect::PostgreSql:
        return isOneOf(word,
            {"ANY", "SOME", "ARRAY", "ROW", "LIMIT", "OFFSET", "FETCH", "RETURNING", "LATERAL", "ONLY",
                "ILIKE", "SIMILAR", "WINDOW"});
    case SqlDialect::MySql:
        return isOneOf(word,
            {"ANY", "SOME", "LIMIT", "DIV", "MOD", "XOR", "RLIKE", "REGEXP", "LATERAL", "PARTITION", "OVER",
                "UPDATE"});
    case SqlDialect::SqlServer:
        return isOneOf(word, {"ANY", "SOME", "TOP", "OVER", "PIVOT", "UNPIVOT", "OPTION"});
    case SqlDialect::Generic:
        return isOneOf(word, {"ANY", "SOME"});
    }
    return false;
}

} // namespace larder
