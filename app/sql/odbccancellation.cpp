#include "app/sql/odbccancellation.h"

#include <sql.h>
#include <sqlext.h>

#include <thread>

namespace larder {

OdbcCancellation::OdbcCancellation() : m_state(std::make_shared<State>()) { }

OdbcCancellation::~OdbcCancellation() = default;

void OdbcCancellation::request(RunId run)
{
    const std::scoped_lock lock(m_state->mutex);
    m_state->requested.insert(run);
    if (m_state->running != run || !m_state->statement || m_state->isCalling)
        return;
    m_state->isCalling = true;
    std::thread([state = m_state, statement = m_state->statement] {
        (void)SQLCancel(statement);
        const std::scoped_lock ended(state->mutex);
        state->isCalling = false;
        state->callEnded.notify_all();
    }).detach();
}

void OdbcCancellation::begin(RunId run, void* statement)
{
    const std::scoped_lock lock(m_state->mutex);
    m_state->running = run;
    m_state->statement = statement;
}

void OdbcCancellation::leave()
{
    std::unique_lock lock(m_state->mutex);
    m_state->statement = nullptr;
    m_state->running = {};
    m_state->callEnded.wait(lock, [this] { return !m_state->isCalling; });
}

void OdbcCancellation::end(RunId run)
{
    const std::scoped_lock lock(m_state->mutex);
    m_state->requested.erase(run);
}

bool OdbcCancellation::isRequested(RunId run) const
{
    const std::scoped_lock lock(m_state->mutex);
    return m_state->requested.contains(run);
}

} // namespace larder
