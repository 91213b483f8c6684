#include "ui/rowcounter.h"

namespace larder {

void RowCounter::start(QueryRequest request)
{
    if (m_run)
        return;
    RunCallbacks callbacks;
    callbacks.finished = [this](const RunOutcome& outcome) { finished(outcome); };
    m_run = m_service.start(std::move(request), this, std::move(callbacks));
    Q_EMIT countingChanged();
}

void RowCounter::cancel()
{
    if (m_run)
        m_service.cancel(*m_run);
}

void RowCounter::finished(const RunOutcome& outcome)
{
    m_run.reset();
    if (outcome.error)
        Q_EMIT failed(*outcome.error);
    else if (!outcome.cancelled && outcome.result && outcome.result->rowCount() == 1)
        Q_EMIT counted(outcome.result->cell(0, 0).integer);
    Q_EMIT countingChanged();
}

} // namespace larder
