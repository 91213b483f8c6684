#pragma once

#include "app/sql/serverincarnation.h"

#include <algorithm>
#include <initializer_list>
#include <memory>

namespace larder {

/// If one of @p channels, the connections of one port, is lost, lets go of all: what has taken one has mostly
/// taken all, and each would be told for itself. But @p writer stays while @p session, which is its, is not
/// as a new one: that is the user's, and tells its own end. Nothing from before the loss counts behind it.
template <typename Channel, typename Session>
void dropLostChannels(std::initializer_list<std::unique_ptr<Channel>*> channels,
    const std::unique_ptr<Channel>& writer, Session& session, ServerIncarnation& incarnation)
{
    const auto isLost
        = [](const std::unique_ptr<Channel>& channel) { return channel && channel->connection().isLost(); };
    const auto isLostAt = [&](const std::unique_ptr<Channel>* channel) { return isLost(*channel); };
    if (std::none_of(channels.begin(), channels.end(), isLostAt))
        return;
    for (const std::unique_ptr<Channel>* channel : channels) {
        if (isLost(*channel))
            incarnation.renewFrom((*channel)->incarnation());
    }
    const bool keepsWriter = session.differsFromNewSession() && !isLost(writer);
    if (!keepsWriter)
        session.forget();
    for (std::unique_ptr<Channel>* channel : channels) {
        if (channel != &writer || !keepsWriter)
            channel->reset();
    }
}

/// Where the server has ended one of @p channels while nobody used it, lets go of all as above, before a
/// statement is sent in vain: that can go over a new connection. Not where @p session is not as a new one:
/// its end is an error. Whether it did so.
template <typename Channel, typename Session>
[[nodiscard]] bool dropEndedChannels(std::initializer_list<std::unique_ptr<Channel>*> channels,
    Session& session, ServerIncarnation& incarnation)
{
    const auto hasEnded = [](const std::unique_ptr<Channel>* channel) {
        return *channel && (*channel)->connection().hasEnded();
    };
    if (session.differsFromNewSession() || std::none_of(channels.begin(), channels.end(), hasEnded))
        return false;
    for (std::unique_ptr<Channel>* channel : channels) {
        if (hasEnded(channel))
            incarnation.renewFrom((*channel)->incarnation());
        channel->reset();
    }
    session.forget();
    return true;
}

} // namespace larder
