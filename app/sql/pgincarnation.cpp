#include "app/sql/pgincarnation.h"

#include <QUuid>

namespace larder {

QByteArray PgIncarnation::current() const
{
    const std::scoped_lock lock(m_mutex);
    return m_current;
}

void PgIncarnation::renew()
{
    const std::scoped_lock lock(m_mutex);
    m_current = QUuid::createUuid().toRfc4122().toHex();
    ++m_losses;
}

bool PgIncarnation::isRenewed() const
{
    const std::scoped_lock lock(m_mutex);
    return m_losses > 0;
}

} // namespace larder
