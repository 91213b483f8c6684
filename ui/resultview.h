#pragma once

#include "models/cellselection.h"

#include <QTableView>
#include <QTimer>

#include <optional>

class QLabel;
class QMenu;

namespace larder {

class ColumnFitter;
class ResultHeader;
class ResultModel;

/// The grid of a result: compact rows of one height, columns as wide as their values, copying, and a summary
/// of what is selected. Its model is a ResultModel.
class ResultView final : public QTableView
{
    Q_OBJECT

public:
    explicit ResultView(QWidget* parent = nullptr);

    /// @p model must be a ResultModel.
    void setModel(QAbstractItemModel* model) override;
    /// Dims the rows and says that they are those of the previous result while a new one is awaited.
    void markPrevious(bool previous);
    /// Says @p text over the first row until it is empty again.
    void showStrip(const QString& text);
    [[nodiscard]] ResultHeader& header() const { return *m_header; }
    [[nodiscard]] bool isPrevious() const { return m_previous; }
    void keyboardSearch(const QString& search) override;
    [[nodiscard]] CellSelection selection() const;
    [[nodiscard]] std::optional<CellPosition> currentCell() const;
    /// Makes @p cell the current one, and the only one that is selected; does not scroll.
    void setCurrentCell(const CellPosition& cell);
    /// The row at the top, from 0.
    [[nodiscard]] qint64 firstVisibleRow() const;
    /// Brings @p row to the top, or as near as it can be.
    void scrollToRow(qint64 row);

public Q_SLOTS:
    /// Puts the selected cells on the clipboard as tab-separated text; says so in a tool tip if they are too
    /// many.
    void copy();
    void copyWithHeaders();

Q_SIGNALS:
    /// Sum and count of the selection; empty for a single cell.
    void selectionSummaryChanged(const QString& summary);
    /// The context menu of the selected cells is about to be shown; more entries may be appended.
    void cellMenuRequested(QMenu* menu);
    /// There is room for more or fewer rows than before.
    void resized();
    /// Another cell is current, or the same has another value.
    void currentCellChanged();
    /// Esc was pressed.
    void cancelRequested();

protected:
    bool event(QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    [[nodiscard]] ResultHeader* createHeader();
    [[nodiscard]] QLabel* createStrip();
    void styleHeaders();
    void updateRowHeight();
    void placeStrip();
    void summarise();
    void fitNewResult();
    void fitCompleted();
    void fitVisibleIntegers();
    void copySelection(bool withHeaders);

    ResultModel* m_model = nullptr;
    ResultHeader* m_header;
    ColumnFitter* m_fitter;
    QLabel* m_strip;
    QTimer m_summaryDelay;
    QTimer m_fitDelay;
    QString m_summary;
    bool m_previous = false;
};

} // namespace larder
