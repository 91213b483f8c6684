#pragma once

#include "models/servercolumn.h"

namespace larder {

/// A column of a table in MariaDB or MySQL. Texts are compared as binary strings and written by their bytes,
/// so that neither a collation nor sql_mode makes a difference.
class MyColumn final : public ServerColumn
{
public:
    /// @p type as information_schema.columns.column_type spells it; empty where it is not known.
    MyColumn(const QString& name, const QString& type);

    [[nodiscard]] QString integerCondition(const QString& comparison, qint64 number) const override;
    [[nodiscard]] std::optional<QString> realCondition(
        const QString& comparison, double number) const override;
    [[nodiscard]] std::optional<QString> decimalCondition(
        const QString& comparison, const QByteArray& decimal) const override;
    [[nodiscard]] std::optional<QString> textCondition(
        const QString& comparison, const QString& text) const override;
    [[nodiscard]] std::optional<QString> equalsCondition(const QString& text) const override;
    [[nodiscard]] std::optional<QString> containsCondition(const QString& needle) const override;
    [[nodiscard]] std::optional<QString> orderTerm() const override;

private:
    /// The text that the grid shows, as UTF-8 in a binary string.
    [[nodiscard]] QString shown() const;

    enum class Order { Unknown, OfValue, OfText };

    Order m_order = Order::Unknown;
    /// Decimals without a fraction.
    bool m_isWhole = false;
    bool m_isString = false;
    /// What a number is compared by.
    QString m_value;
};

} // namespace larder
