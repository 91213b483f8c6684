#pragma once

struct st_mysql;

namespace larder {

/// Whether the next packet of @p connection, whole, has come along with one before, so that reading it waits
/// for nothing. False where that can't be told, or where the packet may be followed by a wait. The library
/// reads up to 16 KB ahead (ma_pvio.h, which belongs to its interface for plugins).
[[nodiscard]] bool isMyPacketHere(const st_mysql& connection);

} // namespace larder
