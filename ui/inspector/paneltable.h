#pragma once

#include <QTableView>

class QLabel;

namespace larder {

/// A table as the panels of the inspector have them: whole rows that are chosen and not written to, as high
/// as one line, with a text in their place where there are none.
class PanelTable : public QTableView
{
    Q_OBJECT

public:
    /// Its hint is called as @p name is, with "Hint" for "Table" at the end.
    explicit PanelTable(const QString& name, QWidget* parent = nullptr);

    /// Text in place of rows; empty for none.
    void setHint(const QString& hint);
    /// The rows that are selected, from the top one to the bottom one.
    [[nodiscard]] QModelIndexList chosenRows() const;
    /// Their cells as lines with tabs, to the clipboard.
    void copyChosen() const;
    /// As wide as @p sample beside the margins of a cell.
    [[nodiscard]] int widthOf(const QString& sample) const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void setRowHeight();

    QLabel* m_hint;
};

} // namespace larder
