#include "ui/resultpane.h"

#include "models/outcometext.h"
#include "models/provenancetext.h"
#include "ui/gridarrangement.h"
#include "ui/gridstate.h"
#include "ui/gridtools.h"
#include "ui/limitbar.h"
#include "ui/resultheader.h"
#include "ui/resultview.h"

#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace larder {

namespace {

QLabel* createText(const QString& name, Qt::Alignment alignment, QWidget* parent)
{
    auto* const label = new QLabel(parent);
    label->setObjectName(name);
    label->setAccessibleName(name);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setAlignment(alignment);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setMargin(6);
    return label;
}

} // namespace

ResultPane::ResultPane(QWidget* parent)
    : QWidget(parent)
    , m_view(new ResultView(this))
    , m_arrangement(new GridArrangement(*m_view, this))
    , m_refresh(new GridRefresh(*m_view, *m_arrangement, this))
    , m_limit(new LimitBar(this))
    , m_note(createText(QStringLiteral("resultNote"), Qt::AlignLeft | Qt::AlignVCenter, this))
    , m_message(createText(QStringLiteral("resultMessage"), Qt::AlignCenter, this))
    , m_pages(new QStackedWidget(this))
    , m_hint(tr("Write a statement and press Ctrl+Return."))
{
    m_pages->addWidget(m_message);
    m_pages->addWidget(m_view);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_note);
    layout->addWidget(m_pages, 1);
    layout->addWidget(new GridTools(*m_view, this));
    layout->addWidget(m_limit);
    m_note->setAutoFillBackground(true);
    m_note->hide();
    m_limit->hide();
    dropError();
    setFocusProxy(m_view);
    connectView();
}

void ResultPane::connectView()
{
    connect(m_view, &ResultView::selectionSummaryChanged, this, &ResultPane::selectionSummaryChanged);
    connect(m_view, &ResultView::currentCellChanged, this, &ResultPane::currentCellChanged);
    connect(m_view, &ResultView::cellMenuRequested, this, &ResultPane::cellMenuRequested);
    connect(m_view, &ResultView::cancelRequested, m_arrangement, &GridArrangement::cancel);
    connect(m_view, &ResultView::cellMenuRequested, m_arrangement,
        [this](QMenu* menu) { m_arrangement->extendMenu(*menu, *m_view->currentCell()); });
    connect(m_arrangement, &GridArrangement::progressChanged, this, [this](const QString& text) {
        m_progress = text;
        updateStrip();
    });
    connect(m_refresh, &GridRefresh::changesTold, this, [this](const QString& text) {
        m_changes = text;
        updateStrip();
    });
    connect(m_arrangement, &GridArrangement::rowsChanged, this, [this] {
        m_refresh->rowsChanged();
        Q_EMIT visibleRowsChanged();
    });
    connect(m_arrangement, &GridArrangement::requested, this, &ResultPane::arrangementRequested);
    connect(m_view, &ResultView::visibleRowsChanged, this, &ResultPane::visibleRowsChanged);
    connect(m_view, &ResultView::cellActivated, this, &ResultPane::cellActivated);
    connect(m_view, &ResultView::linkActivated, this, &ResultPane::linkActivated);
    connect(m_limit, &LimitBar::fetchNextRequested, this, &ResultPane::fetchNextRequested);
    connect(m_limit, &LimitBar::fetchAllRequested, this, &ResultPane::fetchAllRequested);
}

void ResultPane::putOnTop(QWidget& bar)
{
    static_cast<QBoxLayout*>(layout())->insertWidget(0, &bar);
}

void ResultPane::dropError()
{
    if (m_result)
        return;
    m_note->hide();
    showMessagePage(m_hint);
}

void ResultPane::setHint(const QString& text)
{
    m_hint = text;
    dropError();
}

void ResultPane::setPreferences(const Preferences& preferences)
{
    m_arrangement->setOrders(preferences.nulls, preferences.text);
}

void ResultPane::begin()
{
    m_note->hide();
    if (m_result)
        m_view->markPrevious(true);
    else
        showMessagePage(tr("Running…"));
}

void ResultPane::showRows(const ResultPtr& rows)
{
    m_result = rows;
    m_view->markPrevious(false);
    updateStrip();
    // The same rows stay as they are, sorted and filtered.
    if (rows != m_view->rows().result) {
        m_view->setRows({rows});
        m_arrangement->resultChanged();
    }
    m_pages->setCurrentWidget(m_view);
    showLimit();
    m_refresh->rowsChanged();
}

void ResultPane::showOutcome(const RunOutcome& outcome)
{
    const bool incomplete = outcome.error || outcome.cancelled;
    const bool hasRows = outcome.result && (!incomplete || outcome.result->rowCount() > 0);
    if (hasRows) {
        showRows(outcome.result);
    } else {
        m_result.reset();
        m_view->setRows({});
        m_arrangement->resultChanged();
        m_view->markPrevious(false);
        m_refresh->rowsChanged();
        showLimit();
    }
    if (outcome.error) {
        const QString text = errorText(*outcome.error);
        showNote(
            hasRows ? tr("Incomplete, only the rows before the error are shown. %1").arg(text) : text, true);
        if (!hasRows)
            showMessagePage(tr("No result"));
    } else if (outcome.cancelled) {
        if (hasRows)
            showNote(tr("Cancelled. Only the rows that had arrived are shown."), false);
        else
            showMessagePage(tr("Cancelled"));
    } else if (outcome.resultsNotShown > 0) {
        showNote(resultsNotShownText(outcome.resultsNotShown), false);
    } else if (!hasRows) {
        showMessagePage(doneText(outcome));
    }
}

void ResultPane::hideNote()
{
    m_note->hide();
}

void ResultPane::keepRows(const QString& note)
{
    m_refresh->giveUp();
    m_view->markPrevious(false);
    updateStrip();
    if (m_result)
        showNote(note, false);
}

void ResultPane::setPaging(qint64 pageRows, bool mayRepeat)
{
    m_pageRows = pageRows;
    m_mayRepeat = mayRepeat;
    if (!m_limit->isHidden())
        showLimit();
}

void ResultPane::beginMore()
{
    m_note->hide();
    showMoreProgress(0);
}

void ResultPane::showMoreProgress(qint64 rows)
{
    m_limit->showProgress(rows);
    m_limit->show();
}

void ResultPane::showNoMore(const RunOutcome& outcome)
{
    m_refresh->giveUp();
    m_view->markPrevious(false);
    const QString kept = tr("The rows on screen are those that were fetched before.");
    if (outcome.error)
        showNote(asSentence(errorText(*outcome.error)) + u' ' + kept, true);
    else
        showNote(tr("Cancelled. %1").arg(kept), false);
    showLimit();
}

void ResultPane::showLimit()
{
    const bool cut = m_result && m_result->completeness() == Completeness::LimitReached;
    if (cut && m_mayRepeat)
        m_limit->offer(m_result->rowCount(), m_pageRows);
    else if (cut)
        m_limit->refuse(m_result->rowCount());
    m_limit->setVisible(cut);
}

const std::vector<SortKey>& ResultPane::sortKeys() const
{
    return m_view->header().sortKeys();
}

std::map<int, QString> ResultPane::filterTexts() const
{
    return m_view->header().filterTexts();
}

void ResultPane::setArrangement(std::vector<SortKey> keys, const std::map<int, QString>& filters)
{
    m_arrangement->set(std::move(keys), filters);
}

void ResultPane::setStatement(const QByteArray& statement, const QByteArray& last)
{
    m_arrangement->setStatement(statement, last);
}

void ResultPane::setReferences(std::function<QString(int column)> of)
{
    m_view->header().setReferences(std::move(of));
}

void ResultPane::expectSorted(std::vector<ColumnOrder> orders)
{
    m_arrangement->expectSorted(std::move(orders));
}

void ResultPane::updateStrip()
{
    if (!m_view->isPrevious())
        m_view->showStrip(m_progress.isEmpty() ? m_changes : m_progress);
}

const ArrangedRows& ResultPane::rows() const
{
    return m_view->rows();
}

GridClipboard& ResultPane::clipboard() const
{
    return m_view->clipboard();
}

CellSelection ResultPane::selection() const
{
    return m_view->selection();
}

std::optional<CellPosition> ResultPane::currentCell() const
{
    return m_view->currentCell();
}

QString ResultPane::rowsText() const
{
    if (!m_result || m_view->isPrevious())
        return {};
    const GridRows& lines = m_view->state().lines();
    return larder::rowsText(m_view->rows(), lines.top() + 1, lines.last() + 1);
}

void ResultPane::showNote(const QString& text, bool isError)
{
    QPalette palette = this->palette();
    const QColor base = palette.color(QPalette::Base);
    const QColor tint = isError ? QColor(0xc4, 0x45, 0x3a) : QColor(0xc9, 0x82, 0x2b);
    const auto mix = [&](int a, int b) { return (a * 4 + b) / 5; };
    palette.setColor(QPalette::Window,
        QColor(mix(base.red(), tint.red()), mix(base.green(), tint.green()), mix(base.blue(), tint.blue())));
    m_note->setPalette(palette);
    m_note->setText(text);
    m_note->show();
}

void ResultPane::showMessagePage(const QString& text)
{
    m_message->setText(text);
    m_pages->setCurrentWidget(m_message);
}

} // namespace larder
