#include "ui/inspector/inspector.h"

#include "ui/inspector/cacheentriesdock.h"
#include "ui/inspector/entriesdesk.h"
#include "ui/panels.h"

namespace larder {

Inspector::Inspector(const Subject& subject, Panels& panels, QObject* parent)
    : QObject(parent)
    , m_entries(new EntriesDesk(subject, panels.entries(), this))
{
    connect(&panels.entries(), &CacheEntriesDock::exportRequested, this, &Inspector::exportRequested);
    connect(m_entries, &EntriesDesk::openRequested, this, &Inspector::openRequested);
}

void Inspector::setConnections(const std::vector<ConnectionInfo>& connections)
{
    m_entries->setConnections(connections);
}

} // namespace larder
