#pragma once

#include "models/resultchanges.h"
#include "models/selectiontext.h"
#include "ui/gridclipboard.h"
#include "ui/gridkeys.h"
#include "ui/gridzoom.h"

#include <QAbstractScrollArea>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

class QMenu;

namespace larder {

class ColumnFitter;
class GridMessage;
class GridMouse;
class GridPainter;
class GridState;
class GridStrip;
class ResultHeader;
class SelectionSummary;

/// The grid of a result: compact rows of one height, columns as wide as their values, copying, and a summary
/// of what is selected. It shows as many rows as there are without spending time or memory on each of them.
class ResultView final : public QAbstractScrollArea
{
    Q_OBJECT

public:
    using IsHit = std::function<bool(const Cell& cell, int column)>;

    explicit ResultView(QWidget* parent = nullptr);
    ~ResultView() override;

    void setRows(ArrangedRows rows);
    [[nodiscard]] const ArrangedRows& rows() const;
    /// Dims the rows and says that they are those of the previous result while a new one is awaited.
    void markPrevious(bool previous);
    [[nodiscard]] bool isPrevious() const { return m_previous; }
    /// Says @p text at the lower edge until it is empty again.
    void showStrip(const QString& text);
    /// Says why there are no rows, in their place, until @p text is empty again.
    void showMessage(const QString& text);
    /// Marks the cells for which @p isHit says true; none if it is empty.
    void markHits(IsHit isHit);
    /// Marks the cells that @p changes tells of, as long as its rows are on screen; none if null.
    void markChanges(std::shared_ptr<const ResultChanges> changes);
    [[nodiscard]] const ResultChanges* changes() const { return m_changes.get(); }

    [[nodiscard]] ResultHeader& header() const { return *m_header; }
    [[nodiscard]] GridState& state() const { return *m_state; }
    [[nodiscard]] GridClipboard& clipboard() const { return *m_clipboard; }
    [[nodiscard]] CellSelection selection() const;
    [[nodiscard]] std::optional<CellPosition> currentCell() const;
    /// Selects the cell and brings it into view; its column is shown if it was hidden.
    void goTo(CellPosition position);
    /// Where the cell is painted in the viewport.
    [[nodiscard]] QRect cellRect(CellPosition position) const;

public Q_SLOTS:
    /// Puts the selected cells on the clipboard as tab-separated text, if they are not too many for it.
    void copy() { m_clipboard->copy(rows(), selection(), CopyHeaders::No); }
    void copyWithHeaders() { m_clipboard->copy(rows(), selection(), CopyHeaders::Yes); }
    /// Does what its key does.
    void run(larder::GridCommand command);

Q_SIGNALS:
    /// Sum and count of the selection; empty for a single cell.
    void selectionSummaryChanged(const QString& summary);
    /// The context menu of the selected cells is about to be shown; more entries may be appended.
    void cellMenuRequested(QMenu* menu);
    /// Other rows are in view, or there are more of them.
    void visibleRowsChanged();
    /// Another cell is current, or the same has another value.
    void currentCellChanged();
    /// A cell was clicked twice, or Return was pressed on it.
    void cellActivated(const larder::CellPosition& position);
    /// A cell was clicked with Ctrl, as if it were a link. It is selected besides.
    void linkActivated(const larder::CellPosition& position);
    /// Esc was pressed.
    void cancelRequested();
    /// A key asked for what the view does not do itself: to find, or to go to a row.
    void commandRequested(larder::GridCommand command);

protected:
    bool event(QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    void connectState();
    void fontChanged();
    void layOut();
    void syncBars();
    void showColumnMenu(int column, const QPoint& globalPlace);

    GridState* m_state;
    ResultHeader* m_header;
    GridMouse* m_mouse;
    std::unique_ptr<GridPainter> m_painter;
    std::unique_ptr<ColumnFitter> m_fitter;
    GridStrip* m_strip;
    GridMessage* m_message;
    SelectionSummary* m_summary;
    GridClipboard* m_clipboard;
    QTimer m_fitDelay;
    IsHit m_isHit;
    std::shared_ptr<const ResultChanges> m_changes;
    GridZoom m_zoom;
    bool m_previous = false;
};

} // namespace larder
