import type { LotView } from '@gavel/domain'
import { bidsInWords, inEuros, inWords } from '@gavel/ui/format'
import { connection } from 'next/server'
import { auctionHouse } from '@/auction-house.ts'
import { settings } from '@/settings.ts'

// TWIN(page): a Server Component reads its data itself, where it needs it.
export default async function Home() {
  await connection() // rendered on request: the build has no database
  const { name } = auctionHouse().readHouse()
  const { items: lots } = await auctionHouse().listLots({ status: 'live', limit: 20 })

  const twin = `http://localhost:${settings().EXPRESS_PORT}`
  return (
    <>
      <header>
        <h1>{name}</h1>
        <p>
          One auction house, built twice. You are looking at <strong>Next.js</strong>.
        </p>
      </header>
      <main>
        <section>
          <h2>Live now</h2>
          {lots.length === 0 && <p>No lot is live at the moment.</p>}
          <ul className="lots">
            {lots.map((lot) => (
              <LiveLot key={lot.id} lot={lot} />
            ))}
          </ul>
        </section>
        <WhereToGo twin={twin} />
      </main>
    </>
  )
}

function WhereToGo({ twin }: { twin: string }) {
  return (
    <section>
      <h2>Where to go next</h2>
      <ul>
        <li>
          <a href="/api/lots?status=live">The live lots</a>, as the API tells them
        </li>
        <li>
          <a href="/api/house">The rules of the house</a>: increments, premium, soft close
        </li>
        <li>
          <a href="/api/docs">The reference of the API</a>
        </li>
        <li>
          <a href={twin}>The same house on Express</a>, over the same database
        </li>
        <li>What to read first: see the README</li>
      </ul>
    </section>
  )
}

function LiveLot({ lot }: { lot: LotView }) {
  return (
    <li>
      <h3>
        <a href={`/api/lots/${lot.id}`}>{lot.title}</a>
      </h3>
      <p>{lot.description}</p>
      <p className="price">
        <strong>{inEuros(lot.price ?? lot.startingPrice)}</strong> {bidsInWords(lot.bidCount)},
        closes <time dateTime={lot.closesAt ?? undefined}>{inWords(lot.closesAt)}</time>
      </p>
    </li>
  )
}
