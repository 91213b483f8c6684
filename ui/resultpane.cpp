#include "ui/resultpane.h"

#include "models/provenancetext.h"
#include "models/resultmodel.h"
#include "ui/gridarrangement.h"
#include "ui/resultheader.h"
#include "ui/resultview.h"

#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QScrollBar>
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
    , m_model(new ResultModel(this))
    , m_view(new ResultView(this))
    , m_arrangement(new GridArrangement(m_view->header(), *m_model, this))
    , m_note(createText(QStringLiteral("resultNote"), Qt::AlignLeft | Qt::AlignVCenter, this))
    , m_message(createText(QStringLiteral("resultMessage"), Qt::AlignCenter, this))
    , m_pages(new QStackedWidget(this))
{
    m_view->setModel(m_model);
    m_pages->addWidget(m_message);
    m_pages->addWidget(m_view);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_note);
    layout->addWidget(m_pages, 1);
    m_note->setAutoFillBackground(true);
    m_note->hide();
    dropError();
    setFocusProxy(m_view);
    connect(m_view, &ResultView::selectionSummaryChanged, this, &ResultPane::selectionSummaryChanged);
    connect(m_view, &ResultView::currentCellChanged, this, &ResultPane::currentCellChanged);
    connect(m_view, &ResultView::cellMenuRequested, this, &ResultPane::cellMenuRequested);
    connect(m_view, &ResultView::cancelRequested, m_arrangement, &GridArrangement::cancel);
    connect(m_view, &ResultView::cellMenuRequested, m_arrangement,
        [this](QMenu* menu) { m_arrangement->extendMenu(*menu, m_view->currentIndex()); });
    connect(m_arrangement, &GridArrangement::progressChanged, this, [this](const QString& text) {
        if (!m_view->isPrevious())
            m_view->showStrip(text);
    });
    connect(m_arrangement, &GridArrangement::rowsChanged, this, &ResultPane::visibleRowsChanged);
    connect(m_view->verticalScrollBar(), &QScrollBar::valueChanged, this, &ResultPane::visibleRowsChanged);
    connect(m_view, &ResultView::resized, this, &ResultPane::visibleRowsChanged);
    connect(m_view->verticalScrollBar(), &QScrollBar::rangeChanged, this, &ResultPane::visibleRowsChanged);
}

void ResultPane::dropError()
{
    if (m_result)
        return;
    m_note->hide();
    showMessagePage(tr("Write a statement and press Ctrl+Return."));
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
    m_model->setResult(rows);
    m_arrangement->resultChanged();
    m_pages->setCurrentWidget(m_view);
}

void ResultPane::showOutcome(const RunOutcome& outcome)
{
    const bool incomplete = outcome.error || outcome.cancelled;
    const bool hasRows = outcome.result && (!incomplete || outcome.result->rowCount() > 0);
    if (hasRows) {
        showRows(outcome.result);
    } else {
        m_result.reset();
        m_model->setResult(nullptr);
        m_arrangement->resultChanged();
        m_view->markPrevious(false);
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
    } else if (!hasRows) {
        showMessagePage(
            tr("Done. %n row(s) changed.", nullptr, int(std::min<qint64>(outcome.rowsAffected, INT_MAX))));
    }
}

const ArrangedRows& ResultPane::rows() const
{
    return m_model->rows();
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
    if (!m_result)
        return {};
    const int first = m_view->rowAt(0);
    const int bottom = m_view->rowAt(m_view->viewport()->height() - 1);
    const qint64 last = bottom < 0 ? m_model->rows().rowCount() : bottom + 1;
    return larder::rowsText(m_model->rows(), first + 1, last);
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
