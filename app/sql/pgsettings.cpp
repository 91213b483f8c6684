#include "app/sql/pgsettings.h"

#include <array>

namespace larder {

namespace {

// What changes the rows of a statement or their text; in the order of the names.
constexpr std::array kNames{"DateStyle", "IntervalStyle", "TimeZone", "array_nulls", "bytea_output",
    "default_text_search_config", "default_transaction_isolation", "extra_float_digits", "lc_monetary",
    "lc_numeric", "lc_time", "role", "row_security", "search_path", "session_replication_role",
    "standard_conforming_strings", "transform_null_equals", "xmlbinary", "xmloption"};

QByteArray settingList()
{
    QByteArrayList values;
    for (const char* name : kNames)
        values << QByteArray("pg_catalog.current_setting('") + name + "')";
    return values.join(',');
}

// Settings with a dot in their name, which only functions read, as far as the session began with them.
constexpr auto kDotted
    = "SELECT q.name, q.setting FROM"
      " (SELECT s.name, s.setting FROM pg_catalog.pg_settings s"
      "  WHERE pg_catalog.strpos(s.name, '.') > 0 AND s.source <> 'default'"
      "  UNION SELECT pg_catalog.split_part(c.each, '=', 1), c.each"
      "  FROM pg_catalog.pg_db_role_setting d, pg_catalog.unnest(d.setconfig) AS c(each)"
      "  WHERE d.setdatabase IN (0, (SELECT b.oid FROM pg_catalog.pg_database b"
      "   WHERE b.datname = pg_catalog.current_database()))"
      "  AND d.setrole IN (0, (SELECT r.oid FROM pg_catalog.pg_roles r WHERE r.rolname = session_user))"
      "  AND pg_catalog.strpos(pg_catalog.split_part(c.each, '=', 1), '.') > 0) AS q ORDER BY 1, 2";

} // namespace

QByteArray pgSettingsDigest()
{
    return "pg_catalog.md5(pg_catalog.concat_ws(',', session_user, current_user,"
           " pg_catalog.current_setting('default_transaction_read_only'), "
        + settingList() + "))";
}

Result<PgSettings> PgSettings::read(
    PgConnection& connection, const ConnectionTarget& target, ServerPatience& patience)
{
    auto answers = connection.exec("SELECT session_user, current_user, pg_catalog.current_database(),"
                                   " pg_catalog.pg_is_in_recovery()"
                                   " OR pg_catalog.current_setting('default_transaction_read_only') = 'on', "
            + pgSettingsDigest() + ',' + settingList() + ';' + kDotted,
        patience);
    if (!answers)
        return answers.error();
    const PgResult& first = answers.value()[0];
    PgSettings read;
    read.readOnly = first.isTrue(0, 3);
    read.digest = first.text(0, 4);
    for (size_t i = 0; i < kNames.size(); ++i)
        read.settings.push_back({kNames[i], first.text(0, 5 + int(i))});
    const PgResult& dotted = answers.value()[1];
    for (int row = 0; row < dotted.rowCount(); ++row)
        read.settings.push_back({dotted.text(row, 0), dotted.text(row, 1)});
    // Refused to some users; then the address alone must do.
    const auto control
        = connection.exec("SELECT system_identifier FROM pg_catalog.pg_control_system()", patience);
    const QByteArray identifier = control ? control.value()[0].text(0, 0) : QByteArray();
    read.identity = {"postgresql", identifier + '@' + DatabaseServer::place(target) + '/' + first.text(0, 2),
        first.text(0, 0) + '/' + first.text(0, 1)};
    return read;
}

} // namespace larder
