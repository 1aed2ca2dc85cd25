import { Container } from '@mantine/core';
import { useEffect, useState } from 'react';
import { confirmPayment } from './CardForm.tsx';
import { Refusal, Waiting } from './Frame.tsx';
import { ApiError } from './server.ts';

/** Where the gateway’s own page sends the guest back to. */
export default function Paid() {
  const [error, setError] = useState<ApiError | null>(null);
  useEffect(() => {
    const said = new URLSearchParams(location.search);
    confirmPayment({
      razorpay_order_id: said.get('razorpay_order_id') ?? '',
      razorpay_payment_id: said.get('razorpay_payment_id') ?? '',
      razorpay_signature: said.get('razorpay_signature') ?? '',
    }).catch(setError);
  }, []);
  return (
    <Container size="sm" py="xl">
      {error ? <Refusal error={error} /> : <Waiting />}
    </Container>
  );
}
