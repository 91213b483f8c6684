#include "app/sql/servercancellation.h"

namespace larder {

void ServerCancellation::request(RunId run)
{
    const std::scoped_lock lock(m_mutex);
    m_requested.insert(quint64(run));
}

void ServerCancellation::close()
{
    const std::scoped_lock lock(m_mutex);
    m_isClosing = true;
}

bool ServerCancellation::isClosing() const
{
    const std::scoped_lock lock(m_mutex);
    return m_isClosing;
}

bool ServerCancellation::isRequested(RunId run) const
{
    const std::scoped_lock lock(m_mutex);
    return m_requested.contains(quint64(run));
}

void ServerCancellation::end(RunId run)
{
    const std::scoped_lock lock(m_mutex);
    m_requested.remove(quint64(run));
}

} // namespace larder
