#include "app/sql/mysettings.h"

#include <algorithm>
#include <initializer_list>

namespace larder {

namespace {

// What changes the rows of a statement or their text, of either server; one that it does not have is missing.
constexpr auto kSettings
    = "SHOW SESSION VARIABLES WHERE Variable_name IN ('block_encryption_mode', 'character_set_client',"
      " 'character_set_connection', 'character_set_results', 'collation_connection', 'collation_database',"
      " 'cte_max_recursion_depth', 'default_week_format', 'div_precision_increment', 'group_concat_max_len',"
      " 'lc_time_names', 'max_allowed_packet', 'max_recursive_iterations', 'max_sort_length', 'old_mode',"
      " 'sql_auto_is_null', 'sql_mode', 'sql_select_limit', 'system_time_zone', 'system_versioning_asof',"
      " 'time_zone', 'transaction_isolation', 'tx_isolation')";

bool readsDifferently(const QByteArray& sqlMode)
{
    const QByteArrayList modes = sqlMode.split(',');
    return std::any_of(modes.begin(), modes.end(), [](const QByteArray& mode) {
        return mode == "ANSI" || mode == "ANSI_QUOTES" || mode == "NO_BACKSLASH_ESCAPES" || mode == "ORACLE"
            || mode == "MSSQL" || mode == "POSTGRESQL" || mode == "DB2" || mode == "MAXDB";
    });
}

} // namespace

QByteArray myLiteral(const QByteArray& text)
{
    return "_utf8mb4 X'" + text.toHex() + '\'';
}

Result<MySettings> MySettings::read(
    MyConnection& connection, const ConnectionTarget& target, ServerPatience& patience)
{
    const auto who = connection.exec("SELECT CURRENT_USER(), DATABASE(), @@version", patience);
    if (!who)
        return who.error();
    const auto settings = connection.exec(kSettings, patience);
    if (!settings)
        return settings.error();
    MySettings read;
    for (const QByteArrayList& row : settings.value()) {
        read.settings.push_back({row.value(0), row.value(1)});
        if (row.value(0) == "sql_mode")
            read.readsTextsDifferently = readsDifferently(row.value(1));
    }
    std::sort(read.settings.begin(), read.settings.end(),
        [](const SessionSetting& a, const SessionSetting& b) { return a.name < b.name; });
    // Old servers have no roles.
    const auto role = connection.exec("SELECT CURRENT_ROLE()", patience);
    const QByteArrayList& first = who.value().front();
    read.database = first.value(1);
    read.identity = {"mysql", DatabaseServer::place(target) + '/' + read.database,
        first.value(0) + '/' + (role ? role.value().front().value(0) : QByteArray())};
    return read;
}

} // namespace larder
