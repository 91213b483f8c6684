#include "app/sql/mytables.h"

#include "app/sql/mysettings.h"
#include "cache/sql/sqlclassifier.h"
#include "cache/sql/sqllexer.h"

#include <QCoreApplication>

namespace larder {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("MyTables", text);
}

bool isSystem(const QByteArray& schema)
{
    const QByteArray name = schema.toLower();
    return name == "mysql" || name == "information_schema" || name == "performance_schema" || name == "sys";
}

// One name with a dot looks like two.
bool namesHaveDots(const QByteArray& sql)
{
    SqlLexer lexer(sql, SqlDialect::MySql);
    for (SqlToken token = lexer.next(); token.kind != SqlTokenKind::End; token = lexer.next()) {
        if (token.kind == SqlTokenKind::QuotedName && lexer.text(token).contains('.'))
            return true;
    }
    return false;
}

} // namespace

MyTables::MyTables(MyConnection& connection, QByteArray database, ServerPatience& patience)
    : m_connection(connection)
    , m_database(std::move(database))
    , m_patience(patience)
{
}

StatementFacts MyTables::factsOf(const QByteArray& sql)
{
    m_facts = {};
    m_facts.isRead = true;
    const SqlClassification classification = classifySql(sql, SqlDialect::MySql);
    if (!classification.cacheable || !classification.tablesKnown)
        forbid(tr("the tables that it reads are not known"));
    else if (namesHaveDots(sql))
        forbid(tr("it uses a name with a dot in it"));
    for (const QByteArray& table : classification.reads) {
        if (!m_facts.forbidsCaching)
            takeTable(nameOf(table));
    }
    return m_facts;
}

MyTables::Name MyTables::nameOf(const QByteArray& text) const
{
    const qsizetype dot = text.indexOf('.');
    return dot < 0 ? Name{m_database, text} : Name{text.first(dot), text.sliced(dot + 1)};
}

void MyTables::takeTable(const Name& name)
{
    const QByteArray exact = name.schema + '.' + name.table;
    if (m_seen.contains(exact))
        return;
    m_seen.insert(exact);
    m_facts.reads.push_back(exact.toLower());
    const QString shown = QString::fromUtf8(exact);
    if (isSystem(name.schema)) {
        forbid(tr("%1 is a table of the system").arg(shown));
        return;
    }
    const MyConnection::Rows rows = ask("table_type, engine", "information_schema.tables", name);
    const QByteArray type = rows.size() == 1 ? rows.front().value(0) : QByteArray();
    if (type == "VIEW")
        forbid(tr("%1 is a view, and nothing tells for certain when it is defined anew").arg(shown));
    else if (type != "BASE TABLE")
        forbid(tr("%1 is no plain table").arg(shown));
    else if (rows.front().value(1).toLower() != "innodb")
        forbid(tr("%1 is no InnoDB table, and nothing tells of its changes").arg(shown));
    else
        checkGenerated(name);
}

// A virtual column may show the time, or who asks.
void MyTables::checkGenerated(const Name& name)
{
    for (const QByteArrayList& row : ask("generation_expression", "information_schema.columns", name)) {
        const QByteArray expression = row.value(0);
        if (!expression.isEmpty() && !classifySql("SELECT " + expression, SqlDialect::MySql).cacheable)
            forbid(tr("%1 has a column that may differ each time").arg(QString::fromUtf8(name.table)));
    }
}

MyConnection::Rows MyTables::ask(const QByteArray& columns, const char* from, const Name& name)
{
    const QByteArray question = "SELECT " + columns + " FROM " + from
        + " WHERE table_schema = " + myLiteral(name.schema) + " AND table_name = " + myLiteral(name.table);
    auto rows = m_connection.exec(question, m_patience);
    if (rows)
        return std::move(rows.value());
    forbid(tr("the server did not tell of %1").arg(QString::fromUtf8(name.table)));
    return {};
}

void MyTables::forbid(const QString& why)
{
    if (!m_facts.forbidsCaching)
        m_facts.forbidsCaching = Reason{ReasonCode::Uncacheable, why};
}

} // namespace larder
