#include "models/selectionsummary.h"

#include "models/selectionfigures.h"

#include <QLocale>

namespace larder {

namespace {

constexpr auto kDelay = std::chrono::milliseconds(30);
constexpr qint64 kFewCells = 100'000;

} // namespace

SelectionSummary::SelectionSummary(QObject* parent) : QObject(parent)
{
    m_delay.setSingleShot(true);
    m_delay.setInterval(kDelay);
    connect(&m_delay, &QTimer::timeout, this, &SelectionSummary::summarise);
    connect(&m_worker, &RowWorker::progressed, this, [this](double share) {
        say(tr("%1 cells · adding up… %2 %")
                .arg(QLocale().toString(m_selection.cellCount()))
                .arg(int(share * 100)));
    });
}

void SelectionSummary::setSelection(const ArrangedRows& rows, CellSelection selection)
{
    if (rows == m_rows && selection == m_selection)
        return;
    m_worker.cancel();
    m_rows = rows;
    m_selection = std::move(selection);
    m_delay.start();
}

void SelectionSummary::summarise()
{
    const qint64 cells = m_rows.result ? m_selection.cellCount() : 0;
    if (cells <= kFewCells) {
        say(cells > 1 ? figuresText(*selectionFigures(m_rows, m_selection)) : QString());
        return;
    }
    say(tr("%1 cells").arg(QLocale().toString(cells)));
    m_worker.start([rows = m_rows, selection = m_selection](
                       const RowTask& task) { return selectionFigures(rows, selection, task); },
        [this](const SelectionFigures& figures) { say(figuresText(figures)); });
}

void SelectionSummary::say(const QString& text)
{
    if (text == m_text)
        return;
    m_text = text;
    Q_EMIT changed(m_text);
}

} // namespace larder
