#pragma once

#include <QSortFilterProxyModel>

namespace larder {

class SchemaModel;

/// The part of a SchemaModel whose names hold a text: what matches, what is above it, and what is below it.
class SchemaFilter final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit SchemaFilter(SchemaModel* model, QObject* parent = nullptr);

    /// Without regard to case; everything matches an empty text.
    void setText(const QString& text);
    [[nodiscard]] const QString& text() const { return m_text; }
    /// Looks again, after a part of the model that was not shown has changed.
    void refresh();
    /// Whether the node itself matches, not only one above or below it. @p index is of this model.
    [[nodiscard]] bool matches(const QModelIndex& index) const;
    [[nodiscard]] bool hasChildren(const QModelIndex& parent = {}) const override;

protected:
    [[nodiscard]] bool filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const override;

private:
    SchemaModel* m_model;
    QString m_text;
};

} // namespace larder
