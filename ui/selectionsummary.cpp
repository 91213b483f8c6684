#include "ui/selectionsummary.h"

#include "models/selectiontext.h"

namespace larder {

namespace {

constexpr auto kDelay = std::chrono::milliseconds(30);

} // namespace

SelectionSummary::SelectionSummary(QObject* parent) : QObject(parent)
{
    m_delay.setSingleShot(true);
    m_delay.setInterval(kDelay);
    connect(&m_delay, &QTimer::timeout, this, &SelectionSummary::summarise);
}

void SelectionSummary::setSelection(const ArrangedRows& rows, CellSelection selection)
{
    m_rows = rows;
    m_selection = std::move(selection);
    m_delay.start();
}

void SelectionSummary::summarise()
{
    const QString text = m_rows.result ? selectionSummary(m_rows, m_selection) : QString();
    if (text == m_text)
        return;
    m_text = text;
    Q_EMIT changed(m_text);
}

} // namespace larder
