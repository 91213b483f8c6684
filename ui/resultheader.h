#pragma once

#include "models/rowsort.h"

#include <QHeaderView>

#include <map>
#include <optional>

class QLineEdit;

namespace larder {

/// The header of a grid of results: a click on a column sorts by it, ascending, descending, not at all; with
/// Shift it joins the columns that are sorted by already. Below each name stands a field that filters.
class ResultHeader final : public QHeaderView
{
    Q_OBJECT

public:
    explicit ResultHeader(QWidget* parent = nullptr);

    [[nodiscard]] const std::vector<SortKey>& sortKeys() const { return m_keys; }
    void setSortKeys(std::vector<SortKey> keys);
    /// What is typed, by column; columns without a text are left out.
    [[nodiscard]] std::map<int, QString> filterTexts() const;
    void setFilterText(int column, const QString& text);
    /// Marks the field of @p column as wrong and says why in its tool tip; as right if @p error is empty.
    void setFilterError(int column, const QString& error);
    /// Forgets keys and texts without a signal, as for columns of other names.
    void clear();

    /// Puts the fields below their names, as after the view has scrolled.
    void placeFields();

    [[nodiscard]] QSize sizeHint() const override;
    void setModel(QAbstractItemModel* model) override;

Q_SIGNALS:
    void sortKeysChanged();
    void filterTextsChanged();

protected:
    void initStyleOptionForIndex(QStyleOptionHeader* option, int column) const override;
    [[nodiscard]] QSize sectionSizeFromContents(int column) const override;
    void updateGeometries() override;

private:
    void sortBy(int column);
    [[nodiscard]] QLineEdit* field(int column);
    [[nodiscard]] QLineEdit* createField(int column);
    [[nodiscard]] int fieldHeight() const;
    [[nodiscard]] std::optional<Qt::SortOrder> orderOf(int column) const;

    std::vector<SortKey> m_keys;
    // Made when the column comes into view for the first time.
    std::map<int, QLineEdit*> m_fields;
};

} // namespace larder
