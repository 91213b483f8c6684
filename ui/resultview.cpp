#include "ui/resultview.h"

#include "models/resultmodel.h"
#include "models/selectiontext.h"
#include "ui/celldelegate.h"
#include "ui/columnfitter.h"
#include "ui/resultheader.h"

#include <QAction>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

namespace larder {

namespace {

constexpr auto kSummaryDelay = std::chrono::milliseconds(30);
constexpr qint64 kMegabyte = 1'048'576;
constexpr qint64 kMostCopiedBytes = 32 * kMegabyte;
constexpr int kRowPadding = 6;
const QKeyCombination kCopyWithHeaders(Qt::ControlModifier | Qt::ShiftModifier, Qt::Key_C);

bool isCopyWithHeaders(const QKeyEvent& key)
{
    return key.keyCombination() == kCopyWithHeaders;
}

QColor mixed(const QColor& base, const QColor& tint, double share)
{
    const auto mix = [share](int a, int b) { return int(a + (b - a) * share); };
    return {mix(base.red(), tint.red()), mix(base.green(), tint.green()), mix(base.blue(), tint.blue())};
}

} // namespace

ResultView::ResultView(QWidget* parent)
    : QTableView(parent)
    , m_header(createHeader())
    , m_fitter(new ColumnFitter(*this))
    , m_strip(createStrip())
{
    setAccessibleName(tr("Results"));
    setItemDelegate(new CellDelegate(this));
    setWordWrap(false);
    setTextElideMode(Qt::ElideRight);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    setSelectionMode(ExtendedSelection);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerItem);
    styleHeaders();
    updateRowHeight();
    m_summaryDelay.setSingleShot(true);
    m_summaryDelay.setInterval(kSummaryDelay);
    m_fitDelay.setSingleShot(true);
    connect(&m_summaryDelay, &QTimer::timeout, this, &ResultView::summarise);
    connect(&m_fitDelay, &QTimer::timeout, this, &ResultView::fitVisibleIntegers);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, &m_fitDelay, qOverload<>(&QTimer::start));
    connect(horizontalScrollBar(), &QScrollBar::valueChanged, &m_fitDelay, qOverload<>(&QTimer::start));
}

void ResultView::setModel(QAbstractItemModel* model)
{
    if (m_model)
        disconnect(m_model, nullptr, this, nullptr);
    QTableView::setModel(model);
    m_model = qobject_cast<ResultModel*>(model);
    Q_ASSERT(m_model || !model);
    if (!m_model)
        return;
    connect(m_model, &ResultModel::modelReset, this, &ResultView::fitNewResult);
    connect(m_model, &ResultModel::completed, this, &ResultView::fitCompleted);
    fitNewResult();
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
    m_strip->setText(text);
    placeStrip();
    m_strip->setVisible(!text.isEmpty());
}

void ResultView::copy()
{
    copySelection(false);
}

void ResultView::copyWithHeaders()
{
    copySelection(true);
}

void ResultView::keyboardSearch(const QString&)
{
    // Typing would read through all rows on the GUI thread.
}

bool ResultView::event(QEvent* event)
{
    // A window may have the same keys for its own menu; they mean this grid while it has the focus.
    if (event->type() == QEvent::ShortcutOverride) {
        auto* const key = static_cast<QKeyEvent*>(event);
        if (key->matches(QKeySequence::Copy) || isCopyWithHeaders(*key)) {
            key->accept();
            return true;
        }
    }
    return QTableView::event(event);
}

void ResultView::changeEvent(QEvent* event)
{
    QTableView::changeEvent(event);
    if (event->type() != QEvent::FontChange && event->type() != QEvent::StyleChange)
        return;
    updateRowHeight();
    m_fitter->forget();
    fitNewResult();
}

void ResultView::paintEvent(QPaintEvent* event)
{
    QTableView::paintEvent(event);
    if (!m_previous)
        return;
    QColor veil = palette().color(QPalette::Base);
    veil.setAlphaF(0.6F);
    QPainter(viewport()).fillRect(event->rect(), veil);
}

void ResultView::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    placeStrip();
    m_fitDelay.start();
    Q_EMIT resized();
}

void ResultView::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy))
        copy();
    else if (isCopyWithHeaders(*event))
        copyWithHeaders();
    else if (event->key() == Qt::Key_Escape)
        Q_EMIT cancelRequested();
    else
        QTableView::keyPressEvent(event);
}

void ResultView::contextMenuEvent(QContextMenuEvent* event)
{
    if (!selectionModel() || !selectionModel()->hasSelection())
        return;
    auto* const menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Copy"), QKeySequence::Copy, this, &ResultView::copy);
    menu->addAction(
        tr("Copy with headers"), QKeySequence(kCopyWithHeaders), this, &ResultView::copyWithHeaders);
    Q_EMIT cellMenuRequested(menu);
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    menu->popup(byKey ? viewport()->mapToGlobal(visualRect(currentIndex()).center()) : event->globalPos());
}

void ResultView::selectionChanged(const QItemSelection& selected, const QItemSelection& deselected)
{
    QTableView::selectionChanged(selected, deselected);
    m_summaryDelay.start();
}

void ResultView::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QTableView::currentChanged(current, previous);
    Q_EMIT currentCellChanged();
}

CellSelection ResultView::selection() const
{
    CellSelection selected;
    for (int visual = 0; visual < m_header->count(); ++visual)
        selected.columns.push_back(m_header->logicalIndex(visual));
    if (!selectionModel())
        return selected;
    for (const QItemSelectionRange& range : selectionModel()->selection()) {
        // Columns that stand side by side in the result may be apart on screen.
        for (int column = range.left(); column <= range.right(); ++column) {
            const int place = m_header->visualIndex(column);
            selected.ranges.push_back({range.top(), range.bottom(), place, place});
        }
    }
    return selected;
}

std::optional<CellPosition> ResultView::currentCell() const
{
    const QModelIndex index = currentIndex();
    return index.isValid() ? std::optional(CellPosition{index.row(), index.column()}) : std::nullopt;
}

void ResultView::setCurrentCell(const CellPosition& cell)
{
    const bool scrolls = hasAutoScroll();
    setAutoScroll(false);
    selectionModel()->setCurrentIndex(
        model()->index(int(cell.row), cell.column), QItemSelectionModel::ClearAndSelect);
    setAutoScroll(scrolls);
}

qint64 ResultView::firstVisibleRow() const
{
    return qMax(0, rowAt(0));
}

void ResultView::scrollToRow(qint64 row)
{
    // The range may be that of the rows before these.
    updateGeometries();
    verticalScrollBar()->setValue(int(row));
}

ResultHeader* ResultView::createHeader()
{
    auto* const header = new ResultHeader(this);
    setHorizontalHeader(header);
    connect(horizontalScrollBar(), &QScrollBar::valueChanged, header, &ResultHeader::placeFields);
    return header;
}

QLabel* ResultView::createStrip()
{
    auto* const strip = new QLabel(this);
    strip->setObjectName(QStringLiteral("resultStrip"));
    strip->setMargin(4);
    strip->setIndent(CellDelegate::kPadding);
    strip->setAutoFillBackground(true);
    strip->setAttribute(Qt::WA_TransparentForMouseEvents);
    strip->hide();
    return strip;
}

void ResultView::styleHeaders()
{
    verticalHeader()->setDefaultAlignment(Qt::AlignRight | Qt::AlignVCenter);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setHighlightSections(false);
}

void ResultView::updateRowHeight()
{
    const int height = fontMetrics().height() + kRowPadding;
    verticalHeader()->setMinimumSectionSize(height);
    verticalHeader()->setDefaultSectionSize(height);
}

void ResultView::placeStrip()
{
    QPalette colors = palette();
    colors.setColor(
        QPalette::Window, mixed(colors.color(QPalette::Base), colors.color(QPalette::Highlight), 0.25));
    colors.setColor(QPalette::WindowText, colors.color(QPalette::Text));
    m_strip->setPalette(colors);
    const QRect area = viewport()->geometry();
    m_strip->setGeometry(area.left(), area.top(), area.width(), m_strip->sizeHint().height());
    m_strip->raise();
}

void ResultView::summarise()
{
    QString summary;
    if (m_model && m_model->result())
        summary = selectionSummary(m_model->rows(), selection());
    if (summary == m_summary)
        return;
    m_summary = summary;
    Q_EMIT selectionSummaryChanged(m_summary);
}

void ResultView::fitNewResult()
{
    m_summaryDelay.start();
    if (m_model && m_model->result())
        m_fitter->fit(m_model->rows());
    Q_EMIT currentCellChanged();
}

void ResultView::fitCompleted()
{
    m_fitter->widen(m_model->rows());
    m_fitDelay.start();
}

void ResultView::fitVisibleIntegers()
{
    if (m_model && m_model->result())
        m_fitter->widenForVisibleIntegers(m_model->rows());
}

void ResultView::copySelection(bool withHeaders)
{
    if (!m_model || !m_model->result() || !selectionModel()->hasSelection())
        return;
    const auto text = selectionTsv(
        m_model->rows(), selection(), withHeaders ? CopyHeaders::Yes : CopyHeaders::No, kMostCopiedBytes);
    if (!text) {
        const QPoint place = viewport()->mapToGlobal(visualRect(currentIndex()).bottomLeft());
        QToolTip::showText(place,
            tr("Nothing was copied: the selection is larger than %1 MB. Select fewer rows.")
                .arg(kMostCopiedBytes / kMegabyte),
            this);
        return;
    }
    auto* const copied = new QMimeData;
    copied->setText(QString::fromUtf8(*text));
    copied->setData(QStringLiteral("text/tab-separated-values"), *text);
    QGuiApplication::clipboard()->setMimeData(copied);
}

} // namespace larder
