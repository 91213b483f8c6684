#include "app/sql/myobjects.h"

#include <QHash>

#include <mysql.h>

#include <algorithm>
#include <tuple>

namespace larder {

namespace {

using Rows = MyConnection::Rows;

// The places of the answers; the last is missing where there are no sequences.
constexpr size_t kDatabases = 0;
constexpr size_t kRoutines = 1;
constexpr size_t kParameters = 2;
constexpr size_t kEvents = 3;
constexpr size_t kSequences = 4;

QString textAt(const QByteArrayList& row, int column)
{
    return QString::fromUtf8(row.value(column));
}

/// "a int(11), b varchar(9)", "IN x int(11), OUT y text" by schema, name and type: a function and a procedure
/// may share a name.
QHash<QByteArrayList, QString> argumentsOf(const Rows& rows)
{
    QHash<QByteArrayList, QString> arguments;
    for (const QByteArrayList& row : rows) {
        QStringList words{textAt(row, 4), textAt(row, 5)};
        if (row.value(2) == "PROCEDURE")
            words.prepend(textAt(row, 3));
        QString& all = arguments[row.first(3)];
        all += (all.isEmpty() ? QString() : QStringLiteral(", ")) + words.join(u' ');
    }
    return arguments;
}

QString routineDetail(const QByteArrayList& row)
{
    QStringList details{row.value(2) == "PROCEDURE" ? QStringLiteral("procedure") : textAt(row, 3)};
    if (row.value(4) == "YES")
        details << QStringLiteral("deterministic");
    return details.join(QStringLiteral(" · "));
}

/// "every 1 DAY · disabled", "at 2030-01-01 00:00:00".
QString eventDetail(const QByteArrayList& row)
{
    const QString when = row.value(2).isNull()
        ? QStringLiteral("every %1 %2").arg(textAt(row, 3), textAt(row, 4))
        : QStringLiteral("at %1").arg(textAt(row, 2));
    return row.value(5) == "ENABLED" ? when : when + QStringLiteral(" · ") + textAt(row, 5).toLower();
}

} // namespace

QByteArray myUsersOnly(const char* schemaColumn)
{
    return QByteArray(" WHERE ") + schemaColumn
        + " NOT IN ('mysql', 'information_schema', 'performance_schema', 'sys')";
}

bool myServerSince(const MyConnection& connection, unsigned long mariaDb, unsigned long mySql)
{
    const unsigned long since = mariadb_connection(connection.handle()) != 0 ? mariaDb : mySql;
    return since > 0 && mysql_get_server_version(connection.handle()) >= since;
}

QByteArrayList myObjectQuestions(const MyConnection& connection)
{
    const QByteArray comment = myServerSince(connection, 100'500, 0) ? "schema_comment" : "''";
    QByteArrayList questions{
        "SELECT schema_name, " + comment + " FROM information_schema.schemata" + myUsersOnly("schema_name"),
        "SELECT routine_schema, routine_name, routine_type, dtd_identifier, is_deterministic, routine_comment"
        " FROM information_schema.routines"
            + myUsersOnly("routine_schema"),
        "SELECT specific_schema, specific_name, routine_type, parameter_mode, parameter_name, dtd_identifier"
        " FROM information_schema.parameters"
            + myUsersOnly("specific_schema")
            + " AND ordinal_position > 0 ORDER BY specific_schema, specific_name, routine_type,"
              " ordinal_position",
        "SELECT event_schema, event_name, execute_at, interval_value, interval_field, status, event_comment"
        " FROM information_schema.events"
            + myUsersOnly("event_schema")};
    if (myServerSince(connection, 100'300, 0)) {
        questions << "SELECT table_schema, table_name, table_comment FROM information_schema.tables"
                + myUsersOnly("table_schema") + " AND table_type = 'SEQUENCE'";
    }
    return questions;
}

std::vector<SchemaObject> readMyObjects(std::span<const Rows> answers)
{
    std::vector<SchemaObject> objects;
    objects.reserve(answers[kDatabases].size() + answers[kRoutines].size() + answers[kEvents].size());
    for (const QByteArrayList& row : answers[kDatabases])
        objects.push_back({{ObjectKind::Schema, textAt(row, 0)}, {}, textAt(row, 1)});
    const QHash<QByteArrayList, QString> arguments = argumentsOf(answers[kParameters]);
    for (const QByteArrayList& row : answers[kRoutines]) {
        const bool isProcedure = row.value(2) == "PROCEDURE";
        objects.push_back({{isProcedure ? ObjectKind::Procedure : ObjectKind::Function, textAt(row, 1),
                               textAt(row, 0), {}, arguments.value(row.first(3))},
            routineDetail(row), textAt(row, 5)});
    }
    for (const QByteArrayList& row : answers[kEvents])
        objects.push_back(
            {{ObjectKind::Event, textAt(row, 1), textAt(row, 0)}, eventDetail(row), textAt(row, 6)});
    for (const QByteArrayList& row : answers.size() > kSequences ? answers[kSequences] : Rows())
        objects.push_back({{ObjectKind::Sequence, textAt(row, 1), textAt(row, 0)}, {}, textAt(row, 2)});
    std::sort(objects.begin(), objects.end(), [](const SchemaObject& a, const SchemaObject& b) {
        return std::tie(a.name.schema, a.name.kind, a.name.name)
            < std::tie(b.name.schema, b.name.kind, b.name.name);
    });
    return objects;
}

} // namespace larder
