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
}

} // namespace larder
