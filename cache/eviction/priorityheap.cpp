#include "cache/eviction/priorityheap.h"

#include <algorithm>

namespace larder {

namespace {

constexpr size_t kChildren = 4;

size_t parentOf(size_t place)
{
    return (place - 1) / kChildren;
}

size_t firstChildOf(size_t place)
{
    return place * kChildren + 1;
}

} // namespace

bool PriorityHeap::isBefore(const Node& one, const Node& other)
{
    return one.priority != other.priority ? one.priority < other.priority : one.number < other.number;
}

void PriorityHeap::insert(Item item, double priority, quint64 number)
{
    if (item >= m_places.size())
        m_places.resize(item + 1);
    m_nodes.emplace_back();
    put(m_nodes.size() - 1, {priority, number, item});
    rise(m_nodes.size() - 1);
}

void PriorityHeap::setPriority(Item item, double priority)
{
    const size_t place = m_places[item];
    m_nodes[place].priority = priority;
    rise(place);
    sink(m_places[item]);
}

void PriorityHeap::remove(Item item)
{
    const size_t place = m_places[item];
    const Node last = m_nodes.back();
    m_nodes.pop_back();
    if (place == m_nodes.size())
        return;
    put(place, last);
    rise(place);
    sink(m_places[last.item]);
}

void PriorityHeap::lowerAll(double amount)
{
    for (Node& node : m_nodes)
        node.priority -= amount;
}

void PriorityHeap::put(size_t place, const Node& node)
{
    m_nodes[place] = node;
    m_places[node.item] = place;
}

void PriorityHeap::rise(size_t place)
{
    const Node node = m_nodes[place];
    for (; place > 0 && isBefore(node, m_nodes[parentOf(place)]); place = parentOf(place))
        put(place, m_nodes[parentOf(place)]);
    put(place, node);
}

void PriorityHeap::sink(size_t place)
{
    const Node node = m_nodes[place];
    while (firstChildOf(place) < m_nodes.size()) {
        const auto first = m_nodes.begin() + qptrdiff(firstChildOf(place));
        const auto end
            = m_nodes.begin() + qptrdiff(std::min(firstChildOf(place) + kChildren, m_nodes.size()));
        const auto least = std::min_element(first, end, isBefore);
        if (!isBefore(*least, node))
            break;
        const auto child = size_t(least - m_nodes.begin());
        put(place, *least);
        place = child;
    }
    put(place, node);
}

std::vector<PriorityHeap::Item> PriorityHeap::sorted() const
{
    std::vector<Node> nodes = m_nodes;
    // By a closure, which is inlined where the function would be called.
    std::sort(
        nodes.begin(), nodes.end(), [](const Node& one, const Node& other) { return isBefore(one, other); });
    std::vector<Item> items;
    items.reserve(nodes.size());
    for (const Node& node : nodes)
        items.push_back(node.item);
    return items;
}

PriorityHeap::Walk::Walk(const PriorityHeap& heap) : m_heap(heap)
{
    add(0);
}

PriorityHeap::Item PriorityHeap::Walk::item() const
{
    return m_heap.m_nodes[m_front.front()].item;
}

double PriorityHeap::Walk::priority() const
{
    return m_heap.m_nodes[m_front.front()].priority;
}

void PriorityHeap::Walk::next()
{
    const auto isAfter
        = [this](size_t one, size_t other) { return isBefore(m_heap.m_nodes[other], m_heap.m_nodes[one]); };
    const size_t place = m_front.front();
    std::pop_heap(m_front.begin(), m_front.end(), isAfter);
    m_front.pop_back();
    for (size_t child = firstChildOf(place); child < firstChildOf(place) + kChildren; ++child)
        add(child);
}

void PriorityHeap::Walk::add(size_t place)
{
    if (place >= m_heap.m_nodes.size())
        return;
    m_front.push_back(place);
    std::push_heap(m_front.begin(), m_front.end(),
        [this](size_t one, size_t other) { return isBefore(m_heap.m_nodes[other], m_heap.m_nodes[one]); });
}

} // namespace larder
