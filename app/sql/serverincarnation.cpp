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
    m_current = QUuid::createUuid().toRfc4122().toHex();
    ++m_losses;
}

void ServerIncarnation::renewFrom(const QByteArray& opened)
{
    if (current() == opened)
        renew();
}

bool ServerIncarnation::isRenewed() const
{
    const std::scoped_lock lock(m_mutex);
    return m_losses > 0;
}

} // namespace larder
