#pragma once

#include "app/sql/odbcstatement.h"
#include "cache/databaseport.h"

#include <vector>

namespace larder {

/// The values of a statement in the form in which ODBC takes them, and its text with a `?` for each mark,
/// which is the only one that ODBC knows.
class OdbcParameters
{
public:
    /// Fails where a value is missing or has no place, and where the text is none that the driver could get
    /// as it stands.
    [[nodiscard]] static Result<OdbcParameters> of(
        const Statement& statement, SqlDialect dialect, OdbcTexts texts);

    [[nodiscard]] const QByteArray& sql() const { return m_sql; }
    /// Gives the values to @p statement; they must stay where they are until it was executed.
    [[nodiscard]] bool bind(OdbcStatement& statement);

private:
    struct Bound
    {
        qint16 cType = 0;
        qint16 sqlType = 0;
        QByteArray bytes = {};
        // SQLLEN: the size, or that it is NULL.
        qint64 length = 0;
    };

    [[nodiscard]] static Bound boundOf(const Value& value, OdbcTexts texts);

    QByteArray m_sql;
    std::vector<Bound> m_bound;
};

} // namespace larder
