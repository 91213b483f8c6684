#pragma once

#include "app/sql/myconnection.h"
#include "cache/statementfacts.h"

#include <QSet>

namespace larder {

/// Finds out which tables a plain read reads, and whether the counters of InnoDB tell of all their changes
/// (ENGINES.md, A.3 and B.3): from the text, since no plan of the server names them all. Not so with views: a
/// CREATE VIEW that has to wait, as for a backup, is counted before its definition counts. To be asked after
/// the statement: a table that took the place of another meanwhile shows in the token that was read before.
/// Lives in the worker's thread.
class MyTables
{
public:
    /// Asks over @p connection; names without a schema lie in @p database.
    MyTables(MyConnection& connection, QByteArray database, ServerPatience& patience);

    /// What is known of @p sql: its tables, and why its rows must not be kept.
    [[nodiscard]] StatementFacts factsOf(const QByteArray& sql);

private:
    struct Name
    {
        QByteArray schema;
        QByteArray table;
    };

    [[nodiscard]] Name nameOf(const QByteArray& text) const;
    void takeTable(const Name& name);
    void checkGenerated(const Name& name);
    [[nodiscard]] MyConnection::Rows ask(const QByteArray& columns, const char* from, const Name& name);
    void forbid(const QString& why);

    MyConnection& m_connection;
    const QByteArray m_database;
    ServerPatience& m_patience;
    StatementFacts m_facts;
    QSet<QByteArray> m_seen;
};

} // namespace larder
