#include "app/sql/odbccancelcall.h"

#include <sql.h>
#include <sqlext.h>

#include <thread>

namespace larder {

void OdbcCancelCall::cancel()
{
    const std::scoped_lock lock(m_mutex);
    if (!m_statement || m_isCalling)
        return;
    m_isCalling = true;
    std::thread([self = shared_from_this(), statement = m_statement] {
        (void)SQLCancel(statement);
        const std::scoped_lock ended(self->m_mutex);
        self->m_isCalling = false;
        self->m_ended.notify_all();
    }).detach();
}

void OdbcCancelCall::close()
{
    std::unique_lock lock(m_mutex);
    m_statement = nullptr;
    m_ended.wait(lock, [this] { return !m_isCalling; });
}

} // namespace larder
