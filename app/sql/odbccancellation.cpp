#include "app/sql/odbccancellation.h"

namespace larder {

void OdbcCancellation::request(RunId run)
{
    const std::scoped_lock lock(m_mutex);
    m_requested.insert(run);
    if (m_call && m_running == run)
        m_call->cancel();
}

void OdbcCancellation::close()
{
    const std::scoped_lock lock(m_mutex);
    m_isClosing = true;
}

std::shared_ptr<OdbcCancelCall> OdbcCancellation::begin(RunId run, void* statement)
{
    const std::scoped_lock lock(m_mutex);
    m_running = run;
    m_call = std::make_shared<OdbcCancelCall>(statement);
    return m_call;
}

void OdbcCancellation::end(RunId run)
{
    const std::scoped_lock lock(m_mutex);
    m_requested.erase(run);
    m_running = {};
    m_call.reset();
}

bool OdbcCancellation::isClosing() const
{
    const std::scoped_lock lock(m_mutex);
    return m_isClosing;
}

bool OdbcCancellation::isRequested(RunId run) const
{
    const std::scoped_lock lock(m_mutex);
    return m_requested.contains(run);
}

} // namespace larder
