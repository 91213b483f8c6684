#include "app/sql/mydefinition.h"

#include "app/sql/mycreatetext.h"
#include "app/sql/mysettings.h"
#include "models/sqltext.h"

#include <QCoreApplication>

#include <mysql.h>
#include <mysqld_error.h>

namespace larder {

namespace {

using Rows = MyConnection::Rows;

// Both exist since 10.3.
constexpr unsigned kNoSequence = 4091;
constexpr unsigned kNotASequence = 4089;

QString tr(const char* text)
{
    return QCoreApplication::translate("MyDefinition", text);
}

Error untold(const ObjectName& object, const QString& why, const QString& advice)
{
    return {tr("Cannot tell the definition of %1").arg(object.name), why, advice};
}

Error notThere(const ObjectName& object)
{
    return untold(object, tr("The database has nothing of that name any more."), tr("Refresh the tree."));
}

bool saysNotThere(unsigned number)
{
    switch (number) {
    case ER_BAD_DB_ERROR:
    case ER_NO_SUCH_TABLE:
    case ER_SP_DOES_NOT_EXIST:
    case ER_EVENT_DOES_NOT_EXIST:
    case kNoSequence:
    case kNotASequence:
        return true;
    default:
        return false;
    }
}

QByteArray quoted(const QByteArray& name)
{
    return quotedName(QString::fromUtf8(name), SqlDialect::MySql).toUtf8();
}

QByteArray qualified(const QString& schema, const QString& name)
{
    return quotedTable(schema, name, SqlDialect::MySql).toUtf8();
}

/// "root@localhost" as statements name it; the host of a role is empty.
QByteArray quotedUser(const QByteArray& user)
{
    const qsizetype at = user.lastIndexOf('@');
    const QByteArray host = at < 0 ? QByteArray() : user.mid(at + 1);
    return quoted(at < 0 ? user : user.first(at)) + (host.isEmpty() ? QByteArray() : '@' + quoted(host));
}

/// The word of SHOW CREATE and of CREATE for @p kind; empty for what has none of its own.
QByteArray wordFor(ObjectKind kind)
{
    switch (kind) {
    case ObjectKind::Schema:
        return "DATABASE";
    case ObjectKind::Table:
    case ObjectKind::Index:
    case ObjectKind::Constraint:
        return "TABLE";
    case ObjectKind::Function:
    case ObjectKind::Aggregate:
        return "FUNCTION";
    case ObjectKind::Procedure:
        return "PROCEDURE";
    case ObjectKind::Sequence:
        return "SEQUENCE";
    case ObjectKind::Event:
        return "EVENT";
    case ObjectKind::Trigger:
    case ObjectKind::Type:
    case ObjectKind::Extension:
    case ObjectKind::Role:
    case ObjectKind::Database: // a schema there
        break;
    }
    return {};
}

/// Asks the server for one definition.
class MyDefinition
{
public:
    MyDefinition(MyConnection& connection, const ObjectName& object, ServerPatience& patience)
        : m_connection(connection)
        , m_object(object)
        , m_patience(patience)
    {
    }

    [[nodiscard]] Result<QByteArray> load()
    {
        if (m_object.kind == ObjectKind::Trigger)
            return triggers(m_object.table, m_object.name.toUtf8());
        const QByteArray word = wordFor(m_object.kind);
        if (word.isEmpty())
            return notThere(m_object);
        const bool isPart = m_object.kind == ObjectKind::Index || m_object.kind == ObjectKind::Constraint;
        const QString& name = isPart ? m_object.table : m_object.name;
        const auto rows = ask("SHOW CREATE " + word + ' '
            + (m_object.kind == ObjectKind::Schema ? quoted(name.toUtf8())
                                                   : qualified(m_object.schema, name)));
        if (!rows)
            return rows.error();
        return rows.value().empty() ? notThere(m_object) : ofRow(word, rows.value().front());
    }

private:
    [[nodiscard]] Result<QByteArray> ofRow(const QByteArray& word, const QByteArrayList& row)
    {
        switch (m_object.kind) {
        case ObjectKind::Schema:
            return myEnded(row.value(1));
        case ObjectKind::Table:
            // That of a view has columns for its character set.
            return row.size() > 2 ? view(row.value(1)) : table(row.value(1));
        case ObjectKind::Index:
        case ObjectKind::Constraint: {
            const auto part
                = myPartStatement(row.value(1), m_object, qualified(m_object.schema, m_object.table));
            return part ? Result<QByteArray>(myEnded(*part)) : notThere(m_object);
        }
        case ObjectKind::Sequence:
            return named(row.value(1), word, {});
        default:
            return named(row.value(m_object.kind == ObjectKind::Event ? 3 : 2), word, row.value(1));
        }
    }

    [[nodiscard]] Result<QByteArray> table(const QByteArray& created)
    {
        const auto made = named(created, "TABLE", {});
        if (!made)
            return made;
        const auto more = triggers(m_object.name, {});
        return more ? Result<QByteArray>(made.value() + more.value()) : more;
    }

    /// SHOW CREATE leaves the schema away where it is that of the session, so what is selected comes from
    /// elsewhere.
    [[nodiscard]] Result<QByteArray> view(const QByteArray& created)
    {
        const auto rows = ask("SELECT table_name, view_definition, check_option FROM information_schema.views"
                              " WHERE table_schema = "
            + myLiteral(m_object.schema.toUtf8()) + " AND table_name = " + myLiteral(m_object.name.toUtf8()));
        if (!rows)
            return rows.error();
        for (const QByteArrayList& row : rows.value()) {
            const auto head = myViewHead(created, qualified(m_object.schema, m_object.name));
            if (row.value(0) != m_object.name.toUtf8() || row.value(1).isEmpty() || !head)
                continue;
            const QByteArray check
                = row.value(2) == "NONE" ? QByteArray() : " WITH " + row.value(2) + " CHECK OPTION";
            return myEnded(*head + row.value(1) + check);
        }
        return notThere(m_object);
    }

    /// All triggers of @p table in the order in which they run, or that of the name @p only.
    [[nodiscard]] Result<QByteArray> triggers(const QString& table, const QByteArray& only)
    {
        const auto rows = ask("SELECT trigger_name, event_object_table, action_timing, event_manipulation,"
                              " definer, sql_mode, action_statement FROM information_schema.triggers"
                              " WHERE event_object_schema = "
            + myLiteral(m_object.schema.toUtf8()) + " AND event_object_table = " + myLiteral(table.toUtf8())
            + " ORDER BY event_manipulation, action_timing, action_order");
        if (!rows)
            return rows.error();
        QByteArray all;
        for (const QByteArrayList& row : rows.value()) {
            // The server compares without regard to case.
            if (row.value(1) != table.toUtf8() || (!only.isEmpty() && row.value(0) != only))
                continue;
            const auto made = inMode("CREATE DEFINER=" + quotedUser(row.value(4)) + " TRIGGER "
                    + qualified(m_object.schema, QString::fromUtf8(row.value(0))) + ' ' + row.value(2) + ' '
                    + row.value(3) + " ON " + qualified(m_object.schema, table) + " FOR EACH ROW "
                    + row.value(6),
                row.value(5));
            if (!made)
                return made;
            all += made.value();
        }
        return only.isEmpty() || !all.isEmpty() ? Result<QByteArray>(all) : notThere(m_object);
    }

    [[nodiscard]] Result<QByteArray> named(
        const QByteArray& created, const QByteArray& word, const QByteArray& sqlMode)
    {
        if (created.isEmpty()) {
            return untold(m_object, tr("The server does not tell this user how it was made."),
                tr("Ask who owns it, or an administrator, for the privilege."));
        }
        const auto whole = myWithName(created, word, qualified(m_object.schema, m_object.name));
        return whole ? inMode(*whole, sqlMode) : notThere(m_object);
    }

    /// @p statement as it is read and kept under @p sqlMode, which may be that of the session.
    [[nodiscard]] Result<QByteArray> inMode(const QByteArray& statement, const QByteArray& sqlMode)
    {
        if (sqlMode.isNull())
            return myEnded(statement);
        const auto own = m_connection.exec("SELECT @@sql_mode", m_patience);
        if (!own)
            return own.error();
        if (own.value().front().value(0) == sqlMode)
            return myEnded(statement);
        return "SET sql_mode = '" + sqlMode + "';\n" + myEnded(statement) + "SET sql_mode = DEFAULT;\n";
    }

    /// The rows of @p question, in which names and texts are quoted as by default, whatever the session says.
    [[nodiscard]] Result<Rows> ask(const QByteArray& question)
    {
        const bool isMariaDb = mariadb_connection(m_connection.handle()) != 0;
        auto rows = m_connection.exec(
            (isMariaDb ? "SET STATEMENT sql_mode = '', sql_quote_show_create = 1 FOR " : QByteArray())
                + question,
            m_patience);
        if (rows || m_connection.isLost())
            return rows;
        return saysNotThere(mysql_errno(m_connection.handle())) ? notThere(m_object)
                                                                : untold(m_object, rows.error().why, {});
    }

    MyConnection& m_connection;
    const ObjectName& m_object;
    ServerPatience& m_patience;
};

} // namespace

Result<QString> loadMyDefinition(MyConnection& connection, const ObjectName& object, ServerPatience& patience)
{
    const auto text = MyDefinition(connection, object, patience).load();
    return text ? Result<QString>(QString::fromUtf8(text.value())) : text.error();
}

} // namespace larder
