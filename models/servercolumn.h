#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace larder {

/// A column of a table on a server as the grid sees it: what its values are there, and conditions of SQL that
/// compare and order them as the grid does. A condition may be NULL where the column is, and nothing else.
class ServerColumn
{
public:
    /// What the cells hold. A type that is not known is unknown: that of its values may be another.
    enum class Kind { Unknown, Integer, Real, Decimal, Text, Bytes };

    virtual ~ServerColumn() = default;
    ServerColumn(const ServerColumn&) = delete;
    ServerColumn& operator=(const ServerColumn&) = delete;

    [[nodiscard]] Kind kind() const { return m_kind; }
    /// In quotes.
    [[nodiscard]] const QString& name() const { return m_name; }

    // Each holds where the value stands in @p comparison ("<", "=", …) to the operand; nothing where the
    // server can't say so.
    [[nodiscard]] virtual QString integerCondition(const QString& comparison, qint64 number) const = 0;
    [[nodiscard]] virtual std::optional<QString> realCondition(
        const QString& comparison, double number) const = 0;
    /// @p decimal as decimalFromTyped() gives it.
    [[nodiscard]] virtual std::optional<QString> decimalCondition(
        const QString& comparison, const QByteArray& decimal) const = 0;
    /// Of texts by their bytes; nothing where no value can be that text.
    [[nodiscard]] virtual std::optional<QString> textCondition(
        const QString& comparison, const QString& text) const = 0;
    /// The same for "=", in a way that an index is of use.
    [[nodiscard]] virtual std::optional<QString> equalsCondition(const QString& text) const = 0;
    /// The text that the grid shows of an Integer, Decimal or Text holds @p needle, which is ASCII in lower
    /// case, in whatever case; nothing where no value can hold it.
    [[nodiscard]] virtual std::optional<QString> containsCondition(const QString& needle) const = 0;
    /// What puts the rows in the order of the grid, but for NULL; nothing where that is unknown.
    [[nodiscard]] virtual std::optional<QString> orderTerm() const = 0;

protected:
    explicit ServerColumn(const QString& name) : m_name(name) { }
    void setKind(Kind kind) { m_kind = kind; }

private:
    Kind m_kind = Kind::Unknown;
    const QString m_name;
};

} // namespace larder
