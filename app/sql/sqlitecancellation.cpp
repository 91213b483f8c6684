#include "app/sql/sqlitecancellation.h"

#include <QMutexLocker>

#include <sqlite3.h>

namespace larder {

void SqliteCancellation::request(RunId run)
{
    const QMutexLocker lock(&m_mutex);
    m_requested.insert(quint64(run));
    if (m_handle && m_running == run)
        sqlite3_interrupt(m_handle);
}

void SqliteCancellation::begin(RunId run, sqlite3* handle)
{
    const QMutexLocker lock(&m_mutex);
    m_running = run;
    m_handle = handle;
}

void SqliteCancellation::end(RunId run)
{
    const QMutexLocker lock(&m_mutex);
    m_requested.remove(quint64(run));
    m_running = {};
    m_handle = nullptr;
}

bool SqliteCancellation::isRequested(RunId run) const
{
    const QMutexLocker lock(&m_mutex);
    return m_requested.contains(quint64(run));
}

} // namespace larder
