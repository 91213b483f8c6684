#pragma once

#include "models/filterterm.h"

namespace larder {

/// A condition in SQL, and whether it passes just the rows that it should or others besides.
struct SqlCondition
{
    /// Never NULL for any row; empty for one that passes all.
    QString sql = {};
    bool exact = true;
    bool operator==(const SqlCondition&) const = default;
};

/// Two conditions in SQL: @p below passes no row that does not pass a filter, @p above all rows that do.
struct FilterBounds
{
    QString below;
    QString above;
    [[nodiscard]] bool exact() const { return below == above; }
};

/// Makes conditions in SQL of what RowFilter::parse() understands, as one kind of database can say them:
/// every row that passes the filter passes the condition.
class FilterConditions
{
public:
    virtual ~FilterConditions() = default;
    FilterConditions(const FilterConditions&) = delete;
    FilterConditions& operator=(const FilterConditions&) = delete;

    /// A @p text that is no filter gives a condition that passes all.
    [[nodiscard]] SqlCondition conditionOf(const QString& text) const;

protected:
    /// On @p column, a quoted name.
    explicit FilterConditions(QString column) : m_column(std::move(column)) { }

    [[nodiscard]] const QString& column() const { return m_column; }
    // What a term asks for, but for its negation; @p comparison is "<", "<=", ">" or ">=".
    [[nodiscard]] virtual FilterBounds compare(const QString& comparison, QStringView operand) const = 0;
    [[nodiscard]] virtual FilterBounds equal(QStringView operand) const = 0;
    [[nodiscard]] virtual FilterBounds contains(const QString& needle) const = 0;
    /// Of a regular expression, which no database has just as RowFilter has it.
    [[nodiscard]] virtual FilterBounds matches() const = 0;

private:
    [[nodiscard]] FilterBounds boundsOf(const FilterTerm& term) const;

    const QString m_column;
};

[[nodiscard]] bool isAscii(QStringView text);
/// Whether the decimals of a number, in lower case, may hold @p text.
[[nodiscard]] bool mayBeInDecimals(QStringView text);

} // namespace larder
