#pragma once

#include "cache/heapbytes.h"

namespace larder {

/// Items, the one of the lowest priority first, of equal ones that of the lowest number. A heap of four
/// children a node, which knows where each item stands: O(log n) for each change.
class PriorityHeap
{
public:
    using Item = quint32;

    void insert(Item item, double priority, quint64 number);
    /// The item is in the heap.
    void setPriority(Item item, double priority);
    void remove(Item item);
    [[nodiscard]] double priority(Item item) const { return m_nodes[m_places[item]].priority; }
    [[nodiscard]] size_t size() const { return m_nodes.size(); }
    /// What an item takes here.
    [[nodiscard]] static constexpr qint64 itemBytes()
    {
        return growingElementBytes<Node>() + growingElementBytes<size_t>();
    }
    /// All items in their order. O(n log n), several times faster than a Walk to the end.
    [[nodiscard]] std::vector<Item> sorted() const;
    /// Takes @p amount off each priority.
    void lowerAll(double amount);

    /// Goes through the items in their order without taking them out. O(k log k) for the first k.
    class Walk
    {
    public:
        explicit Walk(const PriorityHeap& heap);
        [[nodiscard]] bool atEnd() const { return m_front.empty(); }
        [[nodiscard]] Item item() const;
        [[nodiscard]] double priority() const;
        void next();

    private:
        void add(size_t place);

        const PriorityHeap& m_heap;
        // Places whose parents were passed, as a heap of the standard library.
        std::vector<size_t> m_front;
    };

private:
    struct Node
    {
        double priority = 0;
        quint64 number = 0;
        Item item = 0;
    };

    [[nodiscard]] static bool isBefore(const Node& one, const Node& other);
    void put(size_t place, const Node& node);
    void rise(size_t place);
    void sink(size_t place);

    std::vector<Node> m_nodes;
    // By item: where it stands in m_nodes.
    std::vector<size_t> m_places;
};

} // namespace larder
