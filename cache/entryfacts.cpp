#include "cache/entryfacts.h"

#include "cache/heapbytes.h"

namespace larder {

// The identity of the connection is shared by all entries of it.
qint64 EntryFacts::heapBytes() const
{
    qint64 bytes = larder::heapBytes(sql) + larder::heapBytes(tables) + larder::heapBytes(key)
        + larder::heapBytes(components.parameters) + larder::heapBytes(components.settings);
    if (components.sql.constData() != sql.constData())
        bytes += larder::heapBytes(components.sql);
    for (const Parameter& parameter : components.parameters)
        bytes += larder::heapBytes(parameter.name) + larder::heapBytes(parameter.value);
    for (const SessionSetting& setting : components.settings)
        bytes += larder::heapBytes(setting.name) + larder::heapBytes(setting.value);
    return bytes;
}

} // namespace larder
