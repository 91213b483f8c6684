#include "app/sql/pgcancellation.h"

namespace larder {

void PgCancellation::request(RunId run)
{
    const std::scoped_lock lock(m_mutex);
    m_requested.insert(quint64(run));
}

void PgCancellation::close()
{
    const std::scoped_lock lock(m_mutex);
    m_isClosing = true;
}

bool PgCancellation::isClosing() const
{
    const std::scoped_lock lock(m_mutex);
    return m_isClosing;
}

bool PgCancellation::isRequested(RunId run) const
{
    const std::scoped_lock lock(m_mutex);
    return m_requested.contains(quint64(run));
}

void PgCancellation::end(RunId run)
{
    const std::scoped_lock lock(m_mutex);
    m_requested.remove(quint64(run));
}

} // namespace larder
