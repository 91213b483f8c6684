#pragma once

#include "cache/sql/mysqlblocks.h"
#include "cache/sql/sqldialect.h"
#include "cache/sql/sqltoken.h"

#include <QByteArrayView>

namespace larder {

/// Knows, token by token, whether a `;` ends the statement or stands inside its body (a trigger, a routine, a
/// rule in parentheses). Linear; the MySQL family has the rules of its own in MySqlBlocks.
class SqlBlocks final
{
public:
    explicit SqlBlocks(SqlDialect dialect) : m_dialect(dialect) { }

    /// Forgets the statement; the next token is the first of another.
    void reset() { *this = SqlBlocks(m_dialect); }

    /// Takes the next token of the statement that is no separator, inner `;` included.
    void feed(const SqlToken& token, QByteArrayView text);

    /// Whether a `;` that comes now ends the statement.
    [[nodiscard]] bool terminatorEnds() const;

private:
    enum class Header : quint8 { Start, Explain, Create, Trigger, Other };
    enum class Tail : quint8 { Body, Semicolon, End };

    void feedSqlite(const SqlToken& token, QByteArrayView text);
    void feedPostgreSql(const SqlToken& token, QByteArrayView text);
    void feedSqlServer(const SqlToken& token, QByteArrayView text);

    SqlDialect m_dialect;
    Header m_header = Header::Start;
    Tail m_tail = Tail::Body;
    qsizetype m_parentheses = 0;
    qsizetype m_depth = 0;
    bool m_wholeBatch = false;
    QByteArrayView m_before; ///< the previous token
    bool m_isLabel = false; ///< the current token is a name, whatever the word
    MySqlBlocks m_mySql;
};

} // namespace larder
