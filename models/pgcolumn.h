#pragma once

#include "models/servercolumn.h"

namespace larder {

/// A column of a table in PostgreSQL.
class PgColumn final : public ServerColumn
{
public:
    /// @p type as format_type() spells it; empty where it is not known.
    PgColumn(const QString& name, const QString& type);

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
    /// The text that the grid shows, to be compared by its bytes.
    [[nodiscard]] QString shown() const;

    bool m_ordersAsShown = true;
    bool m_isUnsigned = false;
    // The text of NULL is one too.
    bool m_isFormatted = false;
    QString m_shown;
};

} // namespace larder
