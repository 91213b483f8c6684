#include "ui/resultview.h"

#include "models/selectionsummary.h"
#include "ui/cellmenu.h"
#include "ui/columnfitter.h"
#include "ui/columnmenu.h"
#include "ui/gridaccessible.h"
#include "ui/gridmessage.h"
#include "ui/gridmouse.h"
#include "ui/gridpainter.h"
#include "ui/gridstate.h"
#include "ui/gridstrip.h"
#include "ui/resultheader.h"

#include <QContextMenuEvent>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>
#include <QStyleOption>

namespace larder {

namespace {

constexpr int kHorizontalStep = 20;

} // namespace

ResultView::ResultView(QWidget* parent)
    : QAbstractScrollArea(parent)
    , m_state(new GridState(this))
    , m_header(new ResultHeader(*m_state, this))
    , m_mouse(new GridMouse(*m_state, this))
    , m_painter(std::make_unique<GridPainter>(font()))
    , m_fitter(std::make_unique<ColumnFitter>(*m_state, *m_header))
    , m_strip(new GridStrip(this))
    , m_message(new GridMessage(this))
    , m_summary(new SelectionSummary(this))
    , m_clipboard(new GridClipboard(this))
    , m_zoom(*this)
{
    setAccessibleName(tr("Results"));
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    horizontalScrollBar()->setSingleStep(kHorizontalStep);
    m_fitter->start(*m_painter);
    m_fitDelay.setSingleShot(true);
    connect(&m_fitDelay, &QTimer::timeout, this, [this] { m_fitter->fitVisibleIntegers(); });
    connectState();
    GridAccessible::serve(*this);
}

ResultView::~ResultView() = default;

void ResultView::connectState()
{
    connect(m_state, &GridState::columnsReset, this, [this] { m_fitter->start(*m_painter); });
    connect(m_state, &GridState::rowsChanged, this, &ResultView::layOut);
    connect(m_state, &GridState::rowsChanged, this, &ResultView::visibleRowsChanged);
    connect(m_state, &GridState::scrolled, this, [this] {
        syncBars();
        m_fitDelay.start();
        viewport()->update();
        Q_EMIT visibleRowsChanged();
    });
    connect(m_state, &GridState::selectionChanged, this, [this] {
        m_summary->setSelection(this->rows(), selection());
        viewport()->update();
    });
    connect(m_state, &GridState::currentChanged, this, &ResultView::currentCellChanged);
    connect(&m_state->columns(), &GridColumns::changed, this, [this] {
        syncBars();
        m_fitDelay.start();
        viewport()->update();
    });
    connect(m_summary, &SelectionSummary::changed, this, &ResultView::selectionSummaryChanged);
    connect(this, &ResultView::cancelRequested, m_clipboard, &GridClipboard::cancel);
    connect(m_clipboard, &GridClipboard::busyChanged, this, [this](bool busy) {
        if (!m_previous)
            showStrip(busy ? tr("Copying…, Esc ends it") : QString());
    });
    connect(m_header, &ResultHeader::autoWidthRequested, this,
        [this](int column) { m_fitter->fitColumn(column); });
    connect(m_header, &ResultHeader::menuRequested, this, &ResultView::showColumnMenu);
}

void ResultView::setRows(ArrangedRows rows)
{
    const bool sameResult = rows.result == this->rows().result;
    m_state->setRows(std::move(rows));
    m_summary->setSelection(this->rows(), selection());
    if (sameResult || !this->rows().result)
        return;
    m_fitter->fitFirstPage();
    if (this->rows().result->completeness() != Completeness::Streaming)
        m_fitter->fitLastPage();
}

const ArrangedRows& ResultView::rows() const
{
    return m_state->rows();
}

void ResultView::markPrevious(bool previous)
{
    if (previous == m_previous)
        return;
    m_previous = previous;
    showStrip(previous ? tr("Previous result, a statement is running") : QString());
    viewport()->update();
}

void ResultView::showStrip(const QString& text)
{
    m_strip->say(text);
}

void ResultView::showMessage(const QString& text)
{
    m_message->say(text);
}

void ResultView::markHits(IsHit isHit)
{
    m_isHit = std::move(isHit);
    viewport()->update();
}

void ResultView::markChanges(std::shared_ptr<const ResultChanges> changes)
{
    m_changes = std::move(changes);
    viewport()->update();
}

CellSelection ResultView::selection() const
{
    return {m_state->columns().shown(), m_state->selection().ranges()};
}

std::optional<CellPosition> ResultView::currentCell() const
{
    const std::optional<GridPlace>& current = m_state->selection().current();
    return current ? std::optional(m_state->position(*current)) : std::nullopt;
}

void ResultView::goTo(CellPosition position)
{
    m_state->columns().setHidden(position.column, false);
    m_state->select(*m_state->place(position), SelectUnit::Cells, SelectMode::Replace);
}

QRect ResultView::cellRect(CellPosition position) const
{
    const std::optional<GridPlace> at = m_state->place(position);
    return at ? m_state->area(*at) : QRect();
}

bool ResultView::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride && gridCommand(*static_cast<QKeyEvent*>(event))) {
        event->accept();
        return true;
    }
    return QAbstractScrollArea::event(event);
}

void ResultView::changeEvent(QEvent* event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fontChanged();
    else if (event->type() == QEvent::LayoutDirectionChange)
        layOut();
    else if (event->type() == QEvent::ActivationChange || event->type() == QEvent::PaletteChange)
        viewport()->update();
}

void ResultView::focusInEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusInEvent(event);
    GridAccessible::announceFocus(*this);
    viewport()->update();
}

void ResultView::focusOutEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

void ResultView::paintEvent(QPaintEvent*)
{
    QPainter painter(viewport());
    QStyleOption option;
    option.initFrom(this);
    const QRgb line = QRgb(style()->styleHint(QStyle::SH_Table_GridLineColor, &option, this));
    const QColor window = palette().color(QPalette::Window);
    m_painter->paint(painter,
        {.rows = m_state->rows(),
            .columns = m_state->columns(),
            .lines = m_state->lines(),
            .selection = m_state->selection(),
            .size = viewport()->size(),
            .mirrored = m_state->isMirrored(),
            .gutter = m_state->gutter(),
            .scroll = m_state->scroll(),
            .palette = palette(),
            .gridColor = QColor::fromRgb(line),
            .gutterColor = window,
            .gutterTextColor = palette().color(QPalette::WindowText),
            .focused = hasFocus(),
            .isHit = m_isHit,
            .changes = m_changes && m_changes->after() == rows().result ? m_changes.get() : nullptr});
    if (!m_previous)
        return;
    QColor veil = palette().color(QPalette::Base);
    veil.setAlphaF(0.6F);
    painter.fillRect(viewport()->rect(), veil);
}

void ResultView::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    layOut();
    Q_EMIT visibleRowsChanged();
}

void ResultView::keyPressEvent(QKeyEvent* event)
{
    const GridRows& lines = m_state->lines();
    const GridExtent extent{lines.count(), int(m_state->columns().shown().size()), lines.page(),
        {lines.top(), 0}, m_state->isMirrored()};
    if (const auto command = gridCommand(*event)) {
        run(*command);
    } else if (const auto step = gridStep(*event, m_state->selection(), extent)) {
        m_state->select(step->to, step->unit, step->mode);
    } else if (event->key() == Qt::Key_Escape) {
        Q_EMIT cancelRequested();
    } else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        && !(event->modifiers() & ~Qt::KeypadModifier) && currentCell()) {
        Q_EMIT cellActivated(*currentCell());
    } else {
        event->ignore();
    }
}

void ResultView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_mouse->press(*event);
    const auto at = m_state->placeAt(event->position().toPoint());
    if (at && event->modifiers() == Qt::ControlModifier)
        Q_EMIT linkActivated(m_state->position(*at));
}

void ResultView::mouseMoveEvent(QMouseEvent* event)
{
    m_mouse->move(*event);
}

void ResultView::mouseReleaseEvent(QMouseEvent*)
{
    m_mouse->release();
}

void ResultView::mouseDoubleClickEvent(QMouseEvent* event)
{
    const auto at = m_state->placeAt(event->position().toPoint());
    if (at && event->button() == Qt::LeftButton && event->modifiers() == Qt::NoModifier)
        Q_EMIT cellActivated(m_state->position(*at));
    else
        mousePressEvent(event);
}

void ResultView::wheelEvent(QWheelEvent* event)
{
    if (!event->modifiers().testFlag(Qt::ControlModifier)) {
        QAbstractScrollArea::wheelEvent(event);
        return;
    }
    if (event->angleDelta().y() != 0)
        m_zoom.change(event->angleDelta().y() > 0 ? 1 : -1);
    event->accept();
}

void ResultView::contextMenuEvent(QContextMenuEvent* event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const QPoint point = viewport()->mapFromGlobal(event->globalPos());
    const auto at = m_state->placeAt(point);
    if (!byKey && at && !m_state->selection().contains(*at))
        m_state->select(*at, SelectUnit::Cells, SelectMode::Replace);
    if (m_state->selection().ranges().empty() || !currentCell())
        return;
    auto* const menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    addCellActions(*menu, *this);
    addColumnActions(*menu->addMenu(tr("Column")), *m_state, *m_header, *m_fitter, currentCell()->column);
    Q_EMIT cellMenuRequested(menu);
    menu->popup(byKey ? viewport()->mapToGlobal(cellRect(*currentCell()).center()) : event->globalPos());
}

void ResultView::scrollContentsBy(int, int)
{
    if (verticalScrollBar()->value() != m_state->lines().barValue())
        m_state->scrollToRow(m_state->lines().topOfBar(verticalScrollBar()->value()));
    m_state->scrollToPixel(horizontalScrollBar()->value());
}

void ResultView::run(GridCommand command)
{
    switch (command) {
    case GridCommand::Copy:
        copy();
        break;
    case GridCommand::CopyWithHeaders:
        copyWithHeaders();
        break;
    case GridCommand::SelectAll:
        m_state->selectAll();
        break;
    case GridCommand::ZoomIn:
        m_zoom.change(1);
        break;
    case GridCommand::ZoomOut:
        m_zoom.change(-1);
        break;
    case GridCommand::ZoomReset:
        m_zoom.change(0);
        break;
    case GridCommand::Find:
    case GridCommand::FindNext:
    case GridCommand::FindPrevious:
    case GridCommand::GoToRow:
        Q_EMIT commandRequested(command);
        break;
    }
}

void ResultView::fontChanged()
{
    auto painter = std::make_unique<GridPainter>(font());
    m_fitter->changeFont(*painter);
    m_painter = std::move(painter);
    if (rows().result) {
        m_fitter->fitFirstPage();
        m_fitter->fitLastPage();
    }
    layOut();
}

void ResultView::layOut()
{
    const int headerHeight = m_header->sizeHint().height();
    if (viewportMargins().top() != headerHeight)
        setViewportMargins(0, headerHeight, 0, 0);
    m_state->setMirrored(isRightToLeft());
    // By all rows, so that columns stay where they are when a filter hides some.
    const qint64 numbers = rows().result ? rows().result->rowCount() : 0;
    m_state->setView(viewport()->size(), m_painter->rowHeight(), m_painter->gutterFor(numbers));
    const QRect area = viewport()->geometry();
    m_header->setGeometry(area.left(), area.top() - headerHeight, area.width(), headerHeight);
    m_strip->place(area);
    m_message->setGeometry(area);
    syncBars();
    viewport()->update();
}

void ResultView::syncBars()
{
    const GridRows& lines = m_state->lines();
    verticalScrollBar()->setRange(0, lines.barMaximum());
    verticalScrollBar()->setPageStep(lines.barPage());
    verticalScrollBar()->setValue(lines.barValue());
    horizontalScrollBar()->setRange(0, m_state->lastScroll());
    horizontalScrollBar()->setPageStep(
        qMax(1, viewport()->width() - m_state->gutter() - m_state->columns().frozenWidth()));
    horizontalScrollBar()->setValue(m_state->scroll());
}

void ResultView::showColumnMenu(int column, const QPoint& globalPlace)
{
    if (!rows().result)
        return;
    auto* const menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    addColumnActions(*menu, *m_state, *m_header, *m_fitter, column);
    menu->popup(globalPlace);
}

} // namespace larder
