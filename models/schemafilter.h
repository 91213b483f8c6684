#pragma once

#include <QSortFilterProxyModel>

namespace larder {

/// The part of a SchemaModel whose names hold a text: what matches, what is above it, and what is below it.
class SchemaFilter final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit SchemaFilter(QObject* parent = nullptr);

    /// Without regard to case; everything matches an empty text.
    void setText(const QString& text);
    [[nodiscard]] const QString& text() const { return m_text; }
    /// Whether the node itself matches, not only one above or below it. @p index is of this model.
    [[nodiscard]] bool matches(const QModelIndex& index) const;

protected:
    [[nodiscard]] bool filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const override;

private:
    [[nodiscard]] bool sourceMatches(const QModelIndex& sourceIndex) const;

    QString m_text;
};

} // namespace larder
