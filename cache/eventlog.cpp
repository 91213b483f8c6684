#include "cache/eventlog.h"

namespace larder {

quint64 EventLog::append(CacheEvent event)
{
    EventHistory& kept = m_history;
    if (kept.m_pieces.empty() || kept.m_pieces.back()->size() == kInAPiece) {
        kept.m_pieces.push_back(std::make_shared<EventHistory::Piece>());
        kept.m_pieces.back()->reserve(kInAPiece);
    }
    event.number = ++kept.m_lastNumber;
    kept.m_pieces.back()->push_back(std::move(event));
    if (kept.m_lastNumber - kept.m_firstNumber == kMostEvents)
        ++kept.m_firstNumber;
    if (kept.m_firstNumber - kept.m_piecesBegin == kInAPiece) {
        kept.m_pieces.pop_front();
        kept.m_piecesBegin += kInAPiece;
    }
    return kept.m_lastNumber;
}

} // namespace larder
