#include "cache/rows/rowrefill.h"

#include <QCoreApplication>

namespace larder {

namespace {

constexpr size_t kMostValues = 32'766;
constexpr size_t kMostSqlServerValues = 2'000;

QByteArray quoted(const QByteArray& name, SqlDialect dialect)
{
    if (dialect == SqlDialect::SqlServer)
        return '[' + QByteArray(name).replace("]", "]]") + ']';
    const QByteArray quote = dialect == SqlDialect::MySql ? "`" : "\"";
    return quote + QByteArray(name).replace(quote, quote + quote) + quote;
}

/// Writes the condition on the key.
class Condition
{
public:
    Condition(const RowRefill& refill, const QByteArrayList& columns, SqlDialect dialect)
        : m_count(refill.keys.size() / size_t(columns.size()))
        , m_columns(columns)
        , m_dialect(dialect)
    {
    }

    QByteArray write()
    {
        if (m_columns.size() == 1)
            return m_columns.front() + " IN (" + keys("", "", ", ") + ')';
        const QByteArray row = '(' + m_columns.join(", ") + ") IN (";
        switch (m_dialect) {
        case SqlDialect::Sqlite:
            return row + "VALUES " + keys("(", ")", ", ") + ')';
        case SqlDialect::PostgreSql:
        case SqlDialect::MySql:
            return row + keys("(", ")", ", ") + ')';
        case SqlDialect::SqlServer:
        case SqlDialect::Generic:
            break;
        }
        return alternatives();
    }

private:
    QByteArray placeholder()
    {
        ++m_place;
        return m_dialect == SqlDialect::PostgreSql ? '$' + QByteArray::number(m_place) : "?";
    }

    QByteArray keys(const char* open, const char* close, const char* separator)
    {
        QByteArrayList keys;
        for (size_t i = 0; i < m_count; ++i) {
            QByteArrayList values;
            for (qsizetype column = 0; column < m_columns.size(); ++column)
                values << placeholder();
            keys << open + values.join(", ") + close;
        }
        return keys.join(separator);
    }

    QByteArray alternatives()
    {
        QByteArrayList keys;
        for (size_t i = 0; i < m_count; ++i) {
            QByteArrayList comparisons;
            for (const QByteArray& column : m_columns)
                comparisons << column + " = " + placeholder();
            keys << '(' + comparisons.join(" AND ") + ')';
        }
        return keys.join(" OR ");
    }

    const size_t m_count;
    const QByteArrayList& m_columns;
    const SqlDialect m_dialect;
    qsizetype m_place = 0;
};

} // namespace

std::optional<Statement> refillStatement(const RowRefill& refill, SqlDialect dialect)
{
    const size_t most = dialect == SqlDialect::SqlServer ? kMostSqlServerValues : kMostValues;
    if (refill.keys.empty() || refill.keys.size() > most)
        return std::nullopt;
    // With the table before it, SQLite does not take a quoted name for a text where there is no such column.
    const auto qualified = [&](const QByteArrayList& names) {
        QByteArrayList columns;
        for (const QByteArray& name : names)
            columns << quoted(refill.table.back(), dialect) + '.' + quoted(name, dialect);
        return columns;
    };
    QByteArrayList table;
    for (const QByteArray& name : refill.table)
        table << quoted(name, dialect);
    const QByteArrayList key = qualified(refill.keyColumns);
    Statement statement{"SELECT " + qualified(refill.columns).join(", ") + " FROM " + table.join('.')
        + " WHERE " + Condition(refill, key, dialect).write()};
    statement.plainRead = true;
    for (size_t i = 0; i < refill.keys.size(); ++i)
        statement.parameters.push_back({QByteArray::number(i + 1), refill.keys[i]});
    return statement;
}

Reason missingRowsReason(qint64 missing, qint64 rows, const QByteArray& table, std::optional<bool> asksAlone)
{
    const auto tr = [](const char* text) { return QCoreApplication::translate("QueryRun", text); };
    const QString detail
        = tr("%1 of %2 in %3").arg(QString::number(missing), QString::number(rows), QString::fromUtf8(table));
    if (!asksAlone)
        return {ReasonCode::Partial, detail};
    return {ReasonCode::Partial,
        detail + (*asksAlone ? tr("; only they are asked for") : tr("; the statement runs again"))};
}

} // namespace larder
