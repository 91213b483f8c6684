#pragma once

#include "app/sql/serverincarnation.h"

#include <initializer_list>
#include <memory>

namespace larder {

/// Whether @p isGone says so of one of @p channels. Nothing counts behind it that was from before the loss.
template <typename Channel, typename IsGone>
[[nodiscard]] bool endsIncarnation(std::initializer_list<std::unique_ptr<Channel>*> channels,
    ServerIncarnation& incarnation, const IsGone& isGone)
{
    bool isOver = false;
    for (const std::unique_ptr<Channel>* channel : channels) {
        if (!*channel || !isGone((*channel)->connection()))
            continue;
        incarnation.renewFrom((*channel)->incarnation());
        isOver = true;
    }
    return isOver;
}

/// If one of @p channels, the connections of one port, is lost, lets go of all: what has taken one has mostly
/// taken all, and each would be told for itself. But @p writer stays while @p session, which is its, is not
/// as a new one: that is the user's, and tells its own end.
template <typename Channel, typename Session>
void dropLostChannels(std::initializer_list<std::unique_ptr<Channel>*> channels,
    const std::unique_ptr<Channel>& writer, Session& session, ServerIncarnation& incarnation)
{
    if (!endsIncarnation(channels, incarnation, [](const auto& connection) { return connection.isLost(); }))
        return;
    const bool keepsWriter = session.differsFromNewSession() && !(writer && writer->connection().isLost());
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
    const auto hasEnded = [](const auto& connection) { return connection.hasEnded(); };
    if (session.differsFromNewSession() || !endsIncarnation(channels, incarnation, hasEnded))
        return false;
    for (std::unique_ptr<Channel>* channel : channels)
        channel->reset();
    session.forget();
    return true;
}

} // namespace larder
