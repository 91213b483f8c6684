#pragma once

#include <QString>

#include <optional>

namespace larder {

/// A column of a table in PostgreSQL as the grid sees it: what its values are there, and the expressions of
/// SQL that are compared and ordered as they are.
class PgColumn
{
public:
    /// What the cells hold. A type of somebody's own is unknown: that of its values may be another.
    enum class Kind { Unknown, Integer, Real, Decimal, Text, Bytes };

    /// @p type as format_type() spells it; empty where it is not known.
    PgColumn(const QString& name, const QString& type);

    [[nodiscard]] Kind kind() const { return m_kind; }
    /// In quotes.
    [[nodiscard]] const QString& name() const { return m_name; }
    /// What an Integer is compared by, as an expression of a signed type.
    [[nodiscard]] QString integer() const
    {
        return m_isUnsigned ? m_name + QStringLiteral("::bigint") : m_name;
    }
    /// Whether the column is the text that is shown, so that an index on it is of use.
    [[nodiscard]] bool isPlainText() const { return m_shown == m_name; }
    /// The text that the grid shows for Integer, Decimal and Text, to be compared by its bytes.
    [[nodiscard]] QString shown() const;
    /// What puts the rows in the order of the grid, but for NULL; nothing where that is unknown.
    [[nodiscard]] std::optional<QString> orderTerm() const;

private:
    Kind m_kind = Kind::Unknown;
    bool m_ordersAsShown = true;
    bool m_isUnsigned = false;
    // The text of NULL is one too.
    bool m_isFormatted = false;
    QString m_name;
    QString m_shown;
};

} // namespace larder
