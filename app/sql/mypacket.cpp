#include "app/sql/mypacket.h"

#include <QtGlobal>

#include <mysql.h>

#include <ma_pvio.h>

namespace larder {

namespace {

// Three of them are the length, from the lowest on
// (https://mariadb.com/kb/en/0-packet/).
constexpr qint64 kHeaderBytes = 4;
constexpr unsigned kContinues = 0xffffff;
// Of an error, or of a report of progress, behind which another packet comes.
constexpr uchar kErrorMark = 0xff;

// The structures of another series of the library may differ.
bool isLibraryOfHeaders()
{
    constexpr size_t kSeries = 100;
    size_t version = 0;
    return mariadb_get_infov(nullptr, MARIADB_CLIENT_VERSION_ID, &version) == 0
        && version / kSeries == MARIADB_VERSION_ID / kSeries;
}

} // namespace

bool isMyPacketHere(const st_mysql& connection)
{
    static const bool isKnown = isLibraryOfHeaders();
    const st_ma_pvio* const stream = connection.net.pvio;
    if (!isKnown || connection.net.compress != 0 || !stream || !stream->cache)
        return false;
    const uchar* const begin = stream->cache_pos;
    const qint64 here = stream->cache + stream->cache_size - begin;
    if (here <= kHeaderBytes)
        return false;
    const unsigned length = unsigned(begin[0]) | unsigned(begin[1]) << 8 | unsigned(begin[2]) << 16;
    return length < kContinues && here >= kHeaderBytes + length && begin[kHeaderBytes] != kErrorMark;
}

} // namespace larder
