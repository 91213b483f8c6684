#include "app/sql/serverincarnation.h"

#include <QUuid>

namespace larder {

QByteArray ServerIncarnation::current() const
{
    const std::scoped_lock lock(m_mutex);
    return m_current;
}

void ServerIncarnation::renew()
{
    const std::scoped_lock lock(m_mutex);
    renewLocked();
}

void ServerIncarnation::renewFrom(const QByteArray& opened)
{
    const std::scoped_lock lock(m_mutex);
    if (m_current == opened)
        renewLocked();
}

void ServerIncarnation::renewLocked()
{
    m_current = QUuid::createUuid().toRfc4122().toHex();
    ++m_losses;
}

bool ServerIncarnation::isRenewed() const
{
    const std::scoped_lock lock(m_mutex);
    return m_losses > 0;
}

} // namespace larder
